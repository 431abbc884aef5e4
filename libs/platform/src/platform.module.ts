import { Database } from '@hormesis/database';
import { AuthGuard, TokenStore } from '@hormesis/http';
import { OutboxRelay } from '@hormesis/streams';
import { TelemetryModule } from '@hormesis/telemetry';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { HealthController } from './health.controller.js';
import type { Platform } from './platform.js';
import { CLOCK, CONFIG, EVENT_LOG } from './tokens.js';

/** Gives an opened {@link Platform} to every module of the process by injection, and guards every route. */
@Module({})
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    const shared = [
      { provide: EVENT_LOG, useValue: platform.log },
      { provide: CLOCK, useValue: platform.clock },
      { provide: CONFIG, useValue: platform.config },
      { provide: Database, useValue: platform.database },
      { provide: OutboxRelay, useValue: platform.relay },
      { provide: TokenStore, useValue: platform.tokens },
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [CqrsModule.forRoot(), TelemetryModule],
      controllers: [HealthController],
      providers: [...shared, { provide: APP_GUARD, useClass: AuthGuard }],
      exports: [CqrsModule, ...shared.map(({ provide }) => provide)],
    };
  }
}
