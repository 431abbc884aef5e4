import { setTimeout as sleep } from 'node:timers/promises';
import { type Consumption, Fenced, type LogBatch, type Position } from '@hormesis/log';
import { describe, expect, it } from 'vitest';
import { PartitionReader, type Source } from '../src/consume/partition-reader.js';
import type { BatchRead } from '../src/read/read-batch.js';

const partition = { topic: 't', partition: 0 };

/** A partition of `head` records that stand at their offsets; notes which offsets were asked for. */
function sourceOf(head: number, read: (from: Position) => Promise<void> = async () => undefined) {
  const asked: number[] = [];
  const source: Source = {
    read: async (from, limit): Promise<BatchRead> => {
      asked.push(from.offset);
      await read(from);
      const end = Math.min(head, from.offset + limit);
      const records = Array.from({ length: end - from.offset }, (_, n) => ({
        position: { ...partition, offset: from.offset + n },
        key: '',
        unreadable: { reason: '', value: new Uint8Array() },
      }));
      return { batch: { ...partition, records, nextOffset: end, head }, tail: 0 };
    },
    reach: (_, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined))),
  };
  return { source, asked };
}

function readerOf(source: Source, consumption: Partial<Consumption>, isOurs = () => true) {
  return new PartitionReader(
    source,
    {
      topics: ['t'],
      maxRecords: 10,
      positionOf: async () => 0,
      handle: async () => undefined,
      ...consumption,
    },
    partition,
    isOurs,
  );
}

const startOf = (batch: LogBatch): number => batch.records[0]?.position.offset ?? -1;

describe('a reader of one partition', () => {
  it('reads the next batch while one is handled, and no further', async () => {
    const { source, asked } = sourceOf(100);
    const first = Promise.withResolvers<void>();
    const reader = readerOf(source, { handle: () => first.promise });
    await sleep(20);
    expect(asked).toEqual([0, 10]);
    const stopped = reader.stop();
    first.resolve();
    await stopped;
    expect(asked).toEqual([0, 10]);
  });

  it('hands over what it has read ahead once, in order', async () => {
    const { source, asked } = sourceOf(45);
    const handled: number[] = [];
    const reader = readerOf(source, {
      handle: async (batch) => {
        handled.push(startOf(batch));
        await sleep(1);
      },
    });
    await expect.poll(() => handled).toEqual([0, 10, 20, 30, 40]);
    await reader.stop();
    expect(asked).toEqual([0, 10, 20, 30, 40]);
  });

  it('forgets what it has read ahead when it is fenced', async () => {
    const { source } = sourceOf(100);
    const handled: number[] = [];
    let asked = 0;
    const reader = readerOf(source, {
      positionOf: async () => (asked++ === 0 ? 0 : 73),
      handle: async (batch) => {
        if (asked === 1) throw new Fenced('somebody else was here');
        handled.push(startOf(batch));
      },
    });
    await expect.poll(() => handled).toEqual([73, 83, 93]);
    await reader.stop();
  });

  it('does not hand over what it has read ahead once the partition is no longer ours', async () => {
    const { source } = sourceOf(100);
    const handled: number[] = [];
    let ours = true;
    const reader = readerOf(
      source,
      {
        handle: async (batch) => {
          handled.push(startOf(batch));
          ours = handled.length < 2;
        },
      },
      () => ours,
    );
    await reader.ended;
    expect(handled).toEqual([0, 10]);
  });

  it('reads again what it could not read ahead, and tells of it', async () => {
    let failures = 0;
    const { source } = sourceOf(30, async ({ offset }) => {
      if (offset === 10 && failures++ < 2) throw new Error('not now');
    });
    const [handled, errors]: [number[], unknown[]] = [[], []];
    const reader = readerOf(source, {
      handle: async (batch) => {
        handled.push(startOf(batch));
      },
      onError: (error) => errors.push(error),
    });
    await expect.poll(() => handled).toEqual([0, 10, 20]);
    await reader.stop();
    expect(errors).toEqual([new Error('not now'), new Error('not now')]);
  });

  it('waits for the statement that reads ahead before it has ended', async () => {
    const running = Promise.withResolvers<void>();
    const { source } = sourceOf(100, ({ offset }) => (offset === 10 ? running.promise : Promise.resolve()));
    let ended = false;
    const reader = readerOf(source, {});
    await sleep(10);
    const stopped = reader.stop().then(() => {
      ended = true;
    });
    await sleep(10);
    expect(ended).toBe(false);
    running.resolve();
    await stopped;
  });
});
