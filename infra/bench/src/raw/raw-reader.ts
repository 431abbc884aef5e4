import type { Event } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import type { Stage } from '../stage/stage.js';
import { readKafka } from './read-kafka.js';
import { readPostgres } from './read-postgres.js';

export type RawRecord = { position: Position; event: Event };

export type RawReading = {
  /** Partitions that are read side by side. */
  lanes: number;
  /** Ends after about so many records. */
  limit?: number;
  /** Takes some consecutive records of a partition, at most 1,000; the next come when it resolves. */
  handle(records: readonly RawRecord[], lane: number): Promise<void>;
};

/** Reads the log from its begin to the heads with nothing but the driver, and says how many records there were. */
export function readRaw(stage: Stage, heads: readonly Position[], reading: RawReading): Promise<number> {
  const filled = heads.filter(({ offset }) => offset > 0);
  return stage.log === 'kafka' ? readKafka(stage, filled, reading) : readPostgres(stage, filled, reading);
}
