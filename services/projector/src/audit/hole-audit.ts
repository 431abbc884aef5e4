import { Database } from '@hormesis/database';
import { CONFIG, EVENT_LOG, type EventLog, type PlatformConfig } from '@hormesis/platform';
import { HoleAuditor, migrateProjections } from '@hormesis/projection';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** Compares what was taken in with what stands on the log, in the background. One copy of all does so at a time. */
@Injectable()
export class HoleAudit implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('audit');
  private readonly auditor: HoleAuditor;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) eventLog: EventLog,
    @Inject(CONFIG) { auditPercent }: PlatformConfig,
  ) {
    this.auditor = new HoleAuditor({
      db,
      log: eventLog,
      share: auditPercent / 100,
      onError: (error) => this.log.warn({ err: error }, 'the audit of the log pauses, and will go on'),
      onFinding: ({ keeper, detail, ...finding }) =>
        this.log.error({ ...finding, projection: keeper?.name, build: keeper?.build }, detail),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateProjections(this.db);
    this.auditor.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.auditor.stop();
  }
}
