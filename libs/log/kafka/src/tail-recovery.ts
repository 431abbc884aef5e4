import { isReadable, type LogBatch, type Position, receiptKey } from '@hormesis/log';
import type { ReceiptBook } from './receipt-book.js';

/** How far back a new process looks in each partition; more than any process has under way at once. */
const mostUnrecorded = 2000;

export type TailSource = {
  ends(): Promise<readonly { partition: number; oldest: number; head: number }[]>;
  read(partition: number, offset: number): Promise<LogBatch>;
};

/**
 * Finds records that stand on the log without a receipt: those of a process that died between the two, and those of
 * a send that failed after the broker had written them. So their events, sent again, are not appended twice.
 */
export class TailRecovery {
  readonly #source: TailSource;
  readonly #receipts: ReceiptBook;
  /** By partition the offset after the last record that is known to have a receipt. */
  readonly #recorded = new Map<number, number>();
  #isDue = true;

  constructor(source: TailSource, receipts: ReceiptBook) {
    this.#source = source;
    this.#receipts = receipts;
  }

  /** Records the missing receipts, if something has happened that can leave some. */
  async catchUp(): Promise<void> {
    if (!this.#isDue) return;
    const ends = await this.#source.ends();
    await Promise.all(
      ends.map(({ partition, oldest, head }) =>
        this.#recordFrom(
          partition,
          this.#recorded.get(partition) ?? Math.max(oldest, head - mostUnrecorded),
          head,
        ),
      ),
    );
    this.#isDue = false;
  }

  noteWritten(positions: readonly Position[]): void {
    for (const { partition, offset } of positions) this.#recorded.set(partition, offset + 1);
  }

  noteFailure(): void {
    this.#isDue = true;
  }

  async #recordFrom(partition: number, offset: number, head: number): Promise<void> {
    for (let next = offset; next < head; ) {
      const batch = await this.#source.read(partition, next);
      if (batch.nextOffset <= next) return;
      await this.#receipts.record(
        batch.records.flatMap((record) =>
          isReadable(record) ? [{ key: receiptKey(record.event), position: record.position }] : [],
        ),
      );
      next = batch.nextOffset;
      this.#recorded.set(partition, next);
    }
  }
}
