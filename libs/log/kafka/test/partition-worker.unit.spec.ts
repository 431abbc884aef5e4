import { Fenced, type LogBatch } from '@hormesis/log';
import type { KafkaMessage } from 'kafkajs';
import { afterEach, describe, expect, it } from 'vitest';
import { PartitionWorker, type WorkerSteps } from '../src/partition-worker.js';
import { until } from './helpers.js';

const partition = { topic: 't', partition: 1 };
let worker: PartitionWorker;

function fetched(from: number, to: number) {
  const messages: KafkaMessage[] = [];
  for (let offset = from; offset < to; offset++) {
    messages.push({
      key: null,
      value: Buffer.from('x'),
      timestamp: '0',
      attributes: 0,
      offset: String(offset),
      headers: {},
    });
  }
  return { fetchedOffset: from, messages, nextOffset: to, head: 100 };
}

/** A worker and what it did: the offsets handled, the seeks, pauses and errors. */
function employ(steps: Partial<WorkerSteps> = {}) {
  const handled: number[][] = [];
  const did: string[] = [];
  const errors: string[] = [];
  worker = new PartitionWorker(
    partition,
    {
      position: async () => 0,
      handle: async (batch: LogBatch) => {
        handled.push(batch.records.map(({ position }) => position.offset));
      },
      seek: (offset) => did.push(`seek ${offset}`),
      pause: () => did.push('pause'),
      resume: () => did.push('resume'),
      onError: (error) => errors.push(String(error)),
      mostAtOnce: 500,
      ...steps,
    },
    undefined,
  );
  return { handled, did, errors };
}

afterEach(() => worker.stop());

describe('a worker of one partition', () => {
  it('fetches from its position, and handles what comes batch after batch', async () => {
    const { handled, did } = employ({ position: async () => 5, mostAtOnce: 3 });
    await worker.begun;
    expect(did).toEqual(['seek 5']);
    worker.offer(fetched(5, 10));
    await until('both portions', () => handled.length === 2);
    expect(handled).toEqual([
      [5, 6, 7],
      [8, 9],
    ]);
    expect(worker.position).toBe(10);
  });

  it('takes nothing before it knows its position', () => {
    employ();
    expect(worker.offer(fetched(0, 3))).toBe(false);
  });

  it('drops what lies before its position', async () => {
    const { handled } = employ({ position: async () => 2 });
    await worker.begun;
    worker.offer(fetched(0, 4));
    await until('the rest', () => handled.length === 1);
    expect(handled).toEqual([[2, 3]]);
  });

  it('hands the same records over until the handler takes them', async () => {
    let failures = 2;
    const seen: number[] = [];
    const { errors } = employ({
      handle: async (batch) => {
        seen.push(batch.nextOffset);
        if (failures-- > 0) throw new Error('database away');
      },
    });
    await worker.begun;
    worker.offer(fetched(0, 3));
    await until('success', () => worker.position === 3);
    expect(seen).toEqual([3, 3, 3]);
    expect(errors).toEqual(['Error: database away', 'Error: database away']);
  });

  it('asks its position again when it was fenced off', async () => {
    const positions = [0, 2];
    let fences = 1;
    const handled: number[][] = [];
    const { did, errors } = employ({
      position: async () => positions.shift() ?? 2,
      handle: async (batch) => {
        if (fences-- > 0) throw new Fenced('moved by another');
        handled.push(batch.records.map((record) => record.position.offset));
      },
    });
    await worker.begun;
    worker.offer(fetched(0, 4));
    await until('the second seek', () => did.length === 2);
    expect(did).toEqual(['seek 0', 'seek 2']);
    worker.offer(fetched(2, 4));
    await until('the rest', () => handled.length === 1);
    expect({ handled, errors }).toEqual({ handled: [[2, 3]], errors: [] });
  });

  it('does not step over a gap: it fetches again, and reports records that are gone for good', async () => {
    const { did, errors, handled } = employ();
    await worker.begun;
    expect(worker.offer(fetched(3, 5))).toBe(false);
    expect(did).toEqual(['seek 0', 'seek 0']);
    expect(errors).toEqual([]);
    expect(worker.offer(fetched(3, 5))).toBe(true);
    await until('what is left', () => handled.length === 1);
    expect(errors).toEqual(['Error: Offsets 0 to 2 of t/1 are no longer on the log.']);
  });

  it('holds fetching back while much waits, and lets it flow again', async () => {
    const gate = Promise.withResolvers<void>();
    const { did } = employ({ handle: () => gate.promise });
    await worker.begun;
    worker.offer(fetched(0, 9000));
    expect(did).toEqual(['seek 0', 'pause']);
    gate.resolve();
    await until('all of it', () => worker.position === 9000);
    expect(did).toEqual(['seek 0', 'pause', 'resume']);
  });

  it('forgets what it has decoded ahead when it was fenced off', async () => {
    const handled: number[] = [];
    let positions = 0;
    employ({
      mostAtOnce: 2,
      position: async () => (positions++ === 0 ? 0 : 5),
      handle: async ({ records }) => {
        if (positions === 1) throw new Fenced('moved by another');
        handled.push(...records.map((record) => record.position.offset));
      },
    });
    await worker.begun;
    worker.offer(fetched(0, 8));
    await until('the second position', () => positions === 2 && worker.offer(fetched(5, 8)));
    await until('the rest', () => handled.length === 3);
    expect(handled).toEqual([5, 6, 7]);
  });

  it('ends with the running batch', async () => {
    const gate = Promise.withResolvers<void>();
    let running = 0;
    employ({
      mostAtOnce: 1,
      handle: async () => {
        running += 1;
        await gate.promise;
      },
    });
    await worker.begun;
    worker.offer(fetched(0, 3));
    await until('the first', () => running === 1);
    const stopped = worker.stop();
    gate.resolve();
    await stopped;
    expect({ running, position: worker.position }).toEqual({ running: 1, position: 1 });
  });
});
