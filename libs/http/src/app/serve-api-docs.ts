import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { openApiOf } from './openapi.js';

/** The OpenAPI document of this process: for people at `/api/docs`, for programs at `/api/openapi.json`. */
export function serveApiDocs(app: NestFastifyApplication, version: string): void {
  app.getHttpAdapter().get('/api', (_request: unknown, reply: FastifyReply) => reply.redirect('/api/docs'));
  SwaggerModule.setup('api/docs', app, () => openApiOf(app, version), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
