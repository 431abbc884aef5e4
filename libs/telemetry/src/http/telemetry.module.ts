import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { MetricsController } from './metrics.controller.js';
import { RequestInterceptor } from './request.interceptor.js';

/** `GET /metrics`, and a span and a duration for every other request. */
@Module({
  controllers: [MetricsController],
  providers: [{ provide: APP_INTERCEPTOR, useClass: RequestInterceptor }],
})
export class TelemetryModule {}
