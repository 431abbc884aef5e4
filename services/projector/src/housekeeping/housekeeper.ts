import { Database } from '@hormesis/database';
import { CLOCK, type Clock, CONFIG, type PlatformConfig } from '@hormesis/platform';
import { Housekeeping, migrateProjections } from '@hormesis/projection';
import { migrateReadModels } from '@hormesis/read-models';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { jobs } from './jobs.js';

/** Takes away in the background what is older than its retention. One copy of all does so at a time. */
@Injectable()
export class Housekeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('housekeeping');
  private readonly housekeeping: Housekeeping;

  constructor(db: Database, @Inject(CONFIG) config: PlatformConfig, @Inject(CLOCK) clock: Clock) {
    this.housekeeping = new Housekeeping({
      db,
      jobs: jobs(db, config),
      prepare: async () => {
        await migrateProjections(db);
        await migrateReadModels(db);
      },
      now: () => clock.now(),
      onDone: (job, report) => {
        const hasDone = Object.values(report).some((count) => count > 0);
        this.log[hasDone ? 'info' : 'debug']({ job, ...report }, 'tidied up');
      },
      onError: (job, error) =>
        this.log.warn({ err: error, job }, 'could not tidy up; it will be tried again'),
    });
  }

  onApplicationBootstrap(): void {
    this.housekeeping.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.housekeeping.stop();
  }
}
