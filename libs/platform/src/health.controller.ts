import { Database } from '@hormesis/database';
import { Open, ProblemError } from '@hormesis/http';
import type { EventLog } from '@hormesis/log';
import { Controller, Get, Inject } from '@nestjs/common';
import { EVENT_LOG } from './tokens.js';

/** For load balancers and supervisors: alive, and ready to work. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  @Get('live')
  @Open()
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Open()
  async ready(): Promise<{ status: 'ok' }> {
    await this.needs('the database', () => this.database.check());
    await this.needs('the log', () => this.log.check());
    return { status: 'ok' };
  }

  private async needs(what: string, check: () => Promise<unknown>): Promise<void> {
    try {
      await check();
    } catch (error) {
      throw new ProblemError({
        status: 503,
        code: 'unavailable',
        title: `Not ready: ${what} cannot be reached.`,
        detail: error instanceof Error ? error.message : String(error),
        retryAfter: 2,
      });
    }
  }
}
