import { Database } from '@hormesis/database';
import { fillKafka } from './fill-kafka.js';
import { fillPostgres } from './fill-postgres.js';
import { openLog } from './open-log.js';
import type { Stage } from './stage.js';

export type Filled = {
  /** Records that stand on the log now. */
  events: number;
  /** Of these, how many are not sent again. */
  distinct: number;
  /** Mean length of an event in the JSON event format, bytes. */
  meanBytes: number;
};

/** Puts the first events of the traffic on an empty log, faster than by its own append. */
export async function fill(stage: Stage, count: number): Promise<Filled> {
  const db = new Database(stage.url, { maxConnections: 4 });
  const log = await openLog(stage, db);
  try {
    return stage.log === 'kafka' ? await fillKafka(stage, log, count) : await fillPostgres(stage, log, count);
  } finally {
    await log.close();
    await db.close();
  }
}
