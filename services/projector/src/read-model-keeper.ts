import { Database } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { migrateProjections, type Projection, ProjectionRunner } from '@hormesis/projection';
import { migrateReadModels, readModels, signalReadModels } from '@hormesis/read-models';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/**
 * Keeps the read models up to date with the log. Any number of copies share the partitions. Signals have a runner of
 * their own: they are many, and must not hold up what people wait for.
 */
@Injectable()
export class ReadModelKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('projector');
  private readonly runners: readonly ProjectionRunner[];

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) eventLog: EventLog,
  ) {
    const runner = (group: string, projections: readonly Projection[]) =>
      new ProjectionRunner({
        db,
        log: eventLog,
        projections,
        group,
        onError: (error, partition) =>
          this.log.warn({ err: error, ...partition }, 'events wait: they will be tried again'),
      });
    this.runners = [
      runner('hormesis.projector', readModels),
      runner('hormesis.projector.signals', signalReadModels),
    ];
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateProjections(this.db);
    await migrateReadModels(this.db);
    await Promise.all(this.runners.map((runner) => runner.start()));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }
}
