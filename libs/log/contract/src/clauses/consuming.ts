import { setTimeout as sleep } from 'node:timers/promises';
import { Fenced } from '@hormesis/log';
import { expect, it } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import { entries, entry, idsOf } from '../support/entries.js';
import { Positions, Reader } from '../support/reader.js';

const patience = { timeout: 20_000 };

/** One reader: what it is given, and what happens when it cannot take it. */
export function consuming(subject: () => LogUnderTest): void {
  it('gives a reader without a group all there is and all that comes', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, entries(40));
    const readers = [await Reader.start(log, topic), await Reader.start(log, topic)];
    await log.append(topic, entries(60));
    for (const reader of readers) {
      expect(reader.assigned()).toHaveLength(4);
      await expect.poll(() => reader.ids.length, patience).toBe(60);
      expect(reader.ids.toSorted()).toEqual(idsOf(entries(60)).toSorted());
      await reader.stop();
    }
  });

  it('begins where the reader says', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const appended = await log.append(topic, entries(10, ['checkout']));
    const from = appended[6]?.position.offset ?? 0;
    const reader = await Reader.start(log, topic, {
      positionOf: async ({ partition }) => (partition === 2 ? from : 0),
    });
    await expect.poll(() => reader.ids, patience).toEqual(['e6', 'e7', 'e8', 'e9']);
    await reader.stop();
  });

  it('keeps batches within the size asked for, one after the other, without gap or overlap', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, entries(50, ['checkout']));
    let running = 0;
    const reader = await Reader.start(log, topic, {
      maxRecords: 8,
      before: async () => {
        expect(++running).toBe(1);
        await sleep(2);
        running--;
      },
    });
    await expect.poll(() => reader.ids, patience).toEqual(idsOf(entries(50)));
    await reader.stop();
    expect(reader.batches.every(({ records }) => records.length <= 8)).toBe(true);
    for (const [i, batch] of reader.batches.entries()) {
      expect(batch.nextOffset).toBeGreaterThan(batch.records.at(-1)?.position.offset ?? 0);
      expect(batch.head).toBeGreaterThanOrEqual(batch.nextOffset);
      const before = reader.batches[i - 1]?.nextOffset ?? 0;
      expect(batch.records[0]?.position.offset).toBeGreaterThanOrEqual(before);
    }
  });

  it('brings the same records again when the reader throws, and tells of it', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, entries(5, ['checkout']));
    const attempts: string[][] = [];
    const errors: unknown[] = [];
    const reader = await Reader.start(log, topic, {
      onError: (error) => errors.push(error),
      before: async (batch) => {
        attempts.push(batch.records.map(({ position }) => `${position.offset}`));
        if (attempts.length < 3) throw new Error('not now');
      },
    });
    await expect.poll(() => reader.ids, patience).toEqual(idsOf(entries(5)));
    await reader.stop();
    expect(attempts[1]).toEqual(attempts[0]);
    expect(attempts[2]).toEqual(attempts[0]);
    expect(errors.slice(0, 2)).toEqual([new Error('not now'), new Error('not now')]);
  });

  it('asks for the position again when the reader was fenced', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const appended = await log.append(topic, entries(6, ['checkout']));
    const moved = appended[4]?.position.offset ?? 0;
    let asked = 0;
    const reader = await Reader.start(log, topic, {
      positionOf: async ({ partition }) => (partition === 2 && asked++ > 0 ? moved : 0),
      before: async (batch) => {
        if ((batch.records[0]?.position.offset ?? 0) < moved) throw new Fenced('somebody else was here');
      },
    });
    await expect.poll(() => reader.ids, patience).toEqual(['e4', 'e5']);
    expect(asked).toBe(2);
    await reader.stop();
  });

  it('finishes the running batch when it is stopped, and takes no other', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, entries(20, ['checkout']));
    let begun = 0;
    const reader = await Reader.start(log, topic, {
      maxRecords: 5,
      before: async () => {
        begun++;
        await sleep(200);
      },
    });
    await expect.poll(() => begun, patience).toBe(1);
    await reader.stop();
    expect(reader.ids).toEqual(idsOf(entries(5)));
    await sleep(300);
    expect(begun).toBe(1);
  });

  it('hands over new records at once, not at the next poll', async () => {
    const { log, another, newTopic } = subject();
    const topic = await newTopic();
    const other = await another();
    const arrived = new Map<string, number>();
    const reader = await Reader.start(other, topic, {
      positions: new Positions(),
      before: async (batch) => {
        for (const record of batch.records)
          if ('event' in record) arrived.set(record.event.id, performance.now());
      },
    });
    const delays: number[] = [];
    for (let i = 0; i < 21; i++) {
      const id = `late-${i}`;
      await log.append(topic, [entry('checkout', id)]);
      const appended = performance.now();
      await expect.poll(() => arrived.has(id), { ...patience, interval: 1 }).toBe(true);
      delays.push((arrived.get(id) ?? 0) - appended);
      await sleep(Math.random() * 40);
    }
    await reader.stop();
    await other.close();
    expect(delays.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
  });
}
