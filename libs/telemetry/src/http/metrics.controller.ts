import { Controller, Get, Header, SetMetadata } from '@nestjs/common';
import { currentTelemetry } from '../start-telemetry.js';

/** What the guard of `@hormesis/http` reads: no scope, open to everybody on the network. */
const Open = () => SetMetadata('hormesis.scopes', []);

/** For Prometheus. */
@Controller('metrics')
export class MetricsController {
  @Get()
  @Open()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return currentTelemetry()?.renderMetrics() ?? Promise.resolve('');
  }
}
