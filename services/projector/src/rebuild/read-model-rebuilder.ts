import { extname } from 'node:path';
import { Database } from '@hormesis/database';
import { CONFIG, EVENT_LOG, type EventLog, type PlatformConfig } from '@hormesis/platform';
import {
  migrateProjections,
  type Projection,
  Rebuilder,
  ReplayThreads,
  staleProjections,
} from '@hormesis/projection';
import { migrateReadModels, readModels, signalReadModels } from '@hormesis/read-models';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

const projections: readonly Projection[] = [...readModels, ...signalReadModels];

/**
 * Carries out the rebuilds of read models that are asked for: of all copies one does, and if it dies, another goes on. At
 * the start it says which read models were made by another version of their code than this release has.
 */
@Injectable()
export class ReadModelRebuilder implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('rebuild');
  private readonly rebuilder: Rebuilder;
  /** While a build is flipped its workers wait on connections of the pool, so the flip must not need one of those. */
  private readonly own: Database;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(CONFIG) config: PlatformConfig,
  ) {
    this.own = new Database(config.databaseUrl, { maxConnections: 6, applicationName: 'hormesis-rebuild' });
    this.rebuilder = new Rebuilder({
      db: this.own,
      log,
      projections,
      replayer: new ReplayThreads({ module: threadModule, data: config }),
      onError: (error, projection) =>
        this.log.warn({ err: error, projection }, 'a rebuild has trouble; it says so where it is asked'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateProjections(this.db);
    await migrateReadModels(this.db);
    for (const { name, remedy } of await staleProjections(this.db, projections)) {
      this.log.warn({ projection: name }, remedy);
    }
    await this.rebuilder.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.rebuilder.stop();
    await this.own.close();
  }
}

const threadModule = new URL(`./replay-thread${extname(import.meta.url)}`, import.meta.url);
