import 'reflect-metadata';
import { Controller, Get, HttpException, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelemetryModule } from '../src/http/telemetry.module.js';
import { traceparentOf } from '../src/tracing/trace-context.js';
import { SpanKind } from '../src/tracing/with-span.js';
import { type Observed, startObserved } from './helpers.js';

class ThingsController {
  async read(): Promise<{ traceparent: string | undefined }> {
    await new Promise(setImmediate);
    return { traceparent: traceparentOf() };
  }

  broken(): never {
    throw new HttpException('broken', 503);
  }
}

class TestModule {}

// Decorators by hand: the compiler of the specs does not know their syntax.
Controller('things')(ThingsController);
route(':id', 'read');
route(':id/broken', 'broken');
Module({ imports: [TelemetryModule], controllers: [ThingsController] })(TestModule);

function route(path: string, method: keyof ThingsController): void {
  const descriptor = Object.getOwnPropertyDescriptor(ThingsController.prototype, method);
  if (descriptor) Get(path)(ThingsController.prototype, method, descriptor);
}

let observed: Observed;
let app: NestFastifyApplication;

beforeEach(async () => {
  observed = startObserved();
  app = await NestFactory.create<NestFastifyApplication>(TestModule, new FastifyAdapter(), { logger: false });
  await app.init();
});
afterEach(async () => {
  await app.close();
  await observed.shutdown();
});

describe('a request', () => {
  it("is a span of its caller's trace, active while it is handled", async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await app.inject({ url: '/things/7?secret=1', headers: { traceparent } });
    const span = observed.span('GET /things/:id');
    expect(span.kind).toBe(SpanKind.SERVER);
    expect(span.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(answer.json().traceparent).toBe(
      `00-0af7651916cd43dd8448eb211c80319c-${span.spanContext().spanId}-01`,
    );
    expect(span.attributes).toMatchObject({
      'http.route': '/things/:id',
      'url.path': '/things/7',
      'http.response.status_code': 200,
    });
  });

  it('is timed by route and by the status that its caller got', async () => {
    await app.inject({ url: '/things/7/broken' });
    const { body, headers } = await app.inject({ url: '/metrics' });
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toContain(
      'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/things/:id/broken",http_response_status_code="503"} 1',
    );
    expect(observed.spans().map(({ name }) => name)).toEqual(['GET /things/:id/broken']);
  });
});
