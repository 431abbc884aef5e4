import { receiptKey } from '@hormesis/log';
import { describe, expect, it } from 'vitest';
import { ReceiptBook } from '../src/receipt-book.js';
import { TailRecovery } from '../src/tail-recovery.js';
import { entry } from './helpers.js';
import { ReceiptsInMemory } from './receipts-in-memory.js';

const stored = Array.from({ length: 5 }, (_, n) => entry('checkout', n));
const keys = stored.map(({ event }) => receiptKey(event));

/** A partition of five records, read two at a time. */
function recovery(receipts: ReceiptsInMemory) {
  const reads: number[] = [];
  const source = {
    ends: async () => [{ partition: 0, oldest: 0, head: stored.length }],
    read: async (partition: number, offset: number) => {
      reads.push(offset);
      const some = stored.slice(offset, offset + 2);
      return {
        topic: 't',
        partition,
        records: some.map(({ key, event }, n) => ({
          key,
          event,
          position: { topic: 't', partition, offset: offset + n },
        })),
        nextOffset: offset + some.length,
        head: stored.length,
      };
    },
  };
  return { reads, tail: new TailRecovery(source, new ReceiptBook(receipts)) };
}

describe('the tail of the log', () => {
  it('is looked through once after a start, for records that have no receipt', async () => {
    const receipts = new ReceiptsInMemory();
    const { tail, reads } = recovery(receipts);
    await tail.catchUp();
    await tail.catchUp();
    expect(reads).toEqual([0, 2, 4]);
    const found = await receipts.find('t', keys);
    expect([...found.values()].map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4]);
  });

  it('is looked through again after a failed append, from what was written last', async () => {
    const { tail, reads } = recovery(new ReceiptsInMemory());
    await tail.catchUp();
    tail.noteWritten([{ topic: 't', partition: 0, offset: 2 }]);
    tail.noteFailure();
    reads.length = 0;
    await tail.catchUp();
    expect(reads).toEqual([3]);
  });
});
