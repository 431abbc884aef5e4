import type { Database } from '@hormesis/database';
import { topics } from '@hormesis/log';
import { trimReceipts } from './trim-receipts.js';
import { trimRecords } from './trim-records.js';

const dayMs = 24 * 60 * 60 * 1_000;

export type Retention = {
  /** By topic, how many days its records are kept; a topic that is not named is kept for ever. Default: signals 30. */
  recordDays?: Readonly<Record<string, number>>;
  /** How many days a resent event is known as such. Default 30. */
  receiptDays?: number;
};

export type HousekeepingReport = {
  /** By topic, how many records were taken away. */
  records: Record<string, number>;
  /** How many receipts were forgotten. */
  receipts: number;
  /** Another process was at it, so this one has left off. */
  busy: boolean;
};

/**
 * Takes away from the tables of the log what is older than its retention. For a log on Kafka only the receipts: its
 * topics have a retention of their own. Run it every hour or so; several processes may, one at a time does the work.
 */
export class LogHousekeeper {
  readonly #db: Database;
  readonly #recordDays: Readonly<Record<string, number>>;
  readonly #receiptDays: number;
  readonly #stopping = new AbortController();

  constructor(db: Database, { recordDays = { [topics.signals]: 30 }, receiptDays = 30 }: Retention = {}) {
    this.#db = db;
    this.#recordDays = recordDays;
    this.#receiptDays = receiptDays;
  }

  async run(now: Date = new Date()): Promise<HousekeepingReport> {
    const report: HousekeepingReport = { records: {}, receipts: 0, busy: false };
    for (const [topic, days] of Object.entries(this.#recordDays)) {
      const { done, busy } = await trimRecords(this.#db, topic, daysBefore(now, days), this.#stopping.signal);
      report.records[topic] = done;
      if (busy) return { ...report, busy };
    }
    const { done, busy } = await trimReceipts(
      this.#db,
      daysBefore(now, this.#receiptDays),
      this.#stopping.signal,
    );
    return { ...report, receipts: done, busy };
  }

  /** Ends a run after the step it is at. No further run does anything. */
  stop(): void {
    this.#stopping.abort();
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
