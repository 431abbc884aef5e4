import { Database, migrate } from '@hormesis/database';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Housekeeping, type Job, migrateProjections } from '@hormesis/projection';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LEARNING_CONFIG, type LearningConfig } from '../learning-config.js';
import { learningMigrations } from '../migrations.js';
import { mergeChunks } from './merge-chunks.js';

const hourMs = 60 * 60 * 1_000;

/** Packs the recorded signals of days that are over, and takes away what is older than its retention. */
@Injectable()
export class RecordingHousekeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly housekeeping: Housekeeping;

  constructor(db: Database, @Inject(LEARNING_CONFIG) config: LearningConfig, @Inject(CLOCK) clock: Clock) {
    const log = logger('learning');
    this.housekeeping = new Housekeeping({
      db,
      jobs: [
        {
          name: 'recording-packed',
          everyMs: hourMs,
          run: async (now, signal) => ({ removed: await mergeChunks(db, now, signal) }),
        },
        dropOld(db, config.recordingDays),
      ],
      prepare: async () => {
        await migrateProjections(db);
        await migrate(db, learningMigrations);
      },
      now: () => clock.now(),
      onError: (job, err) => log.warn({ err, job }, 'could not tidy up; it will be tried again'),
    });
  }

  onApplicationBootstrap(): void {
    this.housekeeping.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.housekeeping.stop();
  }
}

/** Chunks of days before the oldest that is kept; of series, those of which nothing is left. */
function dropOld(db: Database, keepDays: number): Job {
  return {
    name: 'recording',
    everyMs: hourMs,
    run: async (now) => {
      const [gone] = await db.query<{ rows: number }>(
        `WITH gone AS (
           DELETE FROM learning.signal_chunk
           WHERE day < ($1::timestamptz AT TIME ZONE 'UTC')::date - $2::int RETURNING 1)
         SELECT count(*) AS rows FROM gone`,
        [now.toISOString(), keepDays],
      );
      return { removed: gone?.rows ?? 0 };
    },
  };
}
