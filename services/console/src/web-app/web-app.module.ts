import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { serveWebApp } from './web-app.js';

@Module({})
export class WebAppModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): Promise<void> {
    return serveWebApp(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}
