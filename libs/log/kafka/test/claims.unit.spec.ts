import { type LogEntry, receiptKey } from '@hormesis/log';
import { describe, expect, it } from 'vitest';
import { Claims } from '../src/claims.js';
import { entry } from './helpers.js';
import { ReceiptsInMemory } from './receipts-in-memory.js';

/** One partition in memory, read two records at a time, which any number of processes append to. */
function topic() {
  const stored: LogEntry[] = [];
  const reads: number[] = [];
  const source = {
    ends: async () => [{ partition: 0, head: stored.length }],
    read: async (partition: number, offset: number) => {
      reads.push(offset);
      const some = stored.slice(offset, offset + 2);
      const records = some.map((one, n) => ({
        ...one,
        position: { topic: 't', partition, offset: offset + n },
      }));
      return { topic: 't', partition, records, nextOffset: offset + some.length, head: stored.length };
    },
  };
  const write = (one: LogEntry) => ({ topic: 't', partition: 0, offset: stored.push(one) - 1 });
  return { source, reads, write };
}

const claimed = (...entries: LogEntry[]) =>
  entries.map(({ event }) => ({ key: receiptKey(event), partition: 0 }));
const key = (one: LogEntry) => receiptKey(one.event);

describe('claims', () => {
  it('find what a process appended that died before its receipt, though others have appended since', async () => {
    const { source, reads, write } = topic();
    const receipts = new ReceiptsInMemory();
    const [died, alive] = [new Claims('t', source, receipts), new Claims('t', source, receipts)];
    const lost = entry('checkout', 0);
    const others = [1, 2, 3, 4, 5].map((n) => entry('checkout', n));
    const appendOther = async (one: LogEntry) => {
      expect(await alive.claim(claimed(one))).toEqual(new Map());
      await alive.record([{ key: key(one), position: write(one) }]);
    };
    for (const one of others.slice(0, 2)) await appendOther(one);
    await died.claim(claimed(lost));
    const position = write(lost);
    for (const one of others.slice(2)) await appendOther(one);
    expect(reads).toEqual([]);

    const fresh = entry('checkout', 6);
    expect(await alive.claim(claimed(lost, fresh))).toEqual(new Map([[key(lost), position]]));
    expect(reads).toEqual([2]);
    expect(await alive.claim(claimed(lost))).toEqual(new Map([[key(lost), position]]));
    expect(reads).toEqual([2]);
  });

  it('leave what was announced and never written to whoever sends it again', async () => {
    const { source, write } = topic();
    const receipts = new ReceiptsInMemory();
    const claims = new Claims('t', source, receipts);
    const one = entry('checkout', 1);
    await claims.claim(claimed(one));
    expect(await claims.claim(claimed(one))).toEqual(new Map());
    const position = write(one);
    await claims.record([{ key: key(one), position }]);
    expect(await claims.claim(claimed(one))).toEqual(new Map([[key(one), position]]));
  });

  it('find an event whose receipt could not be stored', async () => {
    const { source, write } = topic();
    const receipts = new ReceiptsInMemory();
    const claims = new Claims('t', source, {
      claim: (topic, intents) => receipts.claim(topic, intents),
      record: async (entries) => {
        if (entries.length > 0 && isAway) throw new Error('database away');
        await receipts.record(entries);
      },
    });
    let isAway = true;
    const one = entry('checkout', 1);
    await claims.claim(claimed(one));
    const position = write(one);
    await expect(claims.record([{ key: key(one), position }])).rejects.toThrow('database away');
    isAway = false;
    expect(await claims.claim(claimed(one))).toEqual(new Map([[key(one), position]]));
  });

  it('know what was written before its receipt is stored', async () => {
    const { source, reads, write } = topic();
    const receipts = new ReceiptsInMemory();
    const stored = Promise.withResolvers<void>();
    const claims = new Claims('t', source, {
      claim: (topic, intents) => receipts.claim(topic, intents),
      record: async (entries) => {
        await stored.promise;
        await receipts.record(entries);
      },
    });
    const one = entry('checkout', 1);
    await claims.claim(claimed(one));
    const position = write(one);
    const recorded = claims.record([{ key: key(one), position }]);
    expect(await claims.claim(claimed(one, entry('checkout', 2)))).toEqual(new Map([[key(one), position]]));
    stored.resolve();
    await recorded;
    expect(await claims.claim(claimed(one))).toEqual(new Map([[key(one), position]]));
    expect(reads).toEqual([]);
  });
});
