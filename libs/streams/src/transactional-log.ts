import type { Queryable } from '@hormesis/database';
import type { Appended, EventLog, LogEntry, Position } from '@hormesis/log';

/** A log that lives in the same database as the streams, so that one transaction can write to both. */
export interface TransactionalLog extends EventLog {
  /** Appends inside the transaction; the positions hold if it commits. */
  appendWithin(tx: Queryable, topic: string, entries: readonly LogEntry[]): Promise<readonly Appended[]>;
  /** Tells the readers that a transaction has committed, and put records at these positions. */
  wake(positions: readonly Position[]): void;
}

export function isTransactional(log: EventLog): log is TransactionalLog {
  return 'appendWithin' in log && 'wake' in log;
}
