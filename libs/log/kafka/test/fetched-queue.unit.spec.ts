import fc from 'fast-check';
import type { KafkaMessage } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { FetchedQueue } from '../src/fetched-queue.js';

function messages(from: number, count: number, others: Partial<KafkaMessage> = {}): KafkaMessage[] {
  return Array.from({ length: count }, (_, n) => ({
    key: null,
    value: Buffer.from('x'),
    timestamp: '0',
    attributes: 0,
    offset: String(from + n),
    headers: {},
    ...others,
  })) as KafkaMessage[];
}

describe('what was fetched', () => {
  it('comes out whole and in order, however it is cut, and each portion says where the next begins', () => {
    const batches = fc.array(fc.record({ count: fc.nat(7), hole: fc.nat(3) }), { maxLength: 8 });
    fc.assert(
      fc.property(batches, fc.integer({ min: 1, max: 9 }), (sizes, most) => {
        const queue = new FetchedQueue(most);
        let offset = 0;
        const pushed: string[] = [];
        for (const { count, hole } of sizes) {
          const batch = messages(offset, count);
          pushed.push(...batch.map((message) => message.offset));
          const nextOffset = offset + count + hole;
          queue.push({ fetchedOffset: offset, messages: batch, nextOffset, head: 1000 });
          offset = nextOffset;
        }
        const taken: string[] = [];
        let reached = 0;
        for (let portion = queue.take(); portion; portion = queue.take()) {
          expect(portion.messages.length).toBeLessThanOrEqual(most);
          expect(portion.messages.every((message) => Number(message.offset) >= reached)).toBe(true);
          taken.push(...portion.messages.map((message) => message.offset));
          reached = portion.nextOffset;
        }
        expect(taken).toEqual(pushed);
        expect(reached).toBe(offset);
      }),
    );
  });

  it('is full when much of it waits, and low again when little does', () => {
    const queue = new FetchedQueue(500);
    queue.push({ fetchedOffset: 0, messages: messages(0, 5000), nextOffset: 5000, head: 5000 });
    expect([queue.isFull, queue.isLow]).toEqual([true, false]);
    while (!queue.isLow) queue.take();
    expect(queue.isFull).toBe(false);
  });

  it('counts what a message takes with its key and headers, until all that was fetched with it is taken', () => {
    const queue = new FetchedQueue(10);
    const heavy = messages(0, 25, {
      key: Buffer.alloc(100_000),
      headers: { ce_subject: 'x'.repeat(100_000) },
    });
    queue.push({ fetchedOffset: 0, messages: heavy, nextOffset: 25, head: 25 });
    expect(queue.isFull).toBe(true);
    queue.take();
    queue.take();
    expect(queue.isFull).toBe(true);
    queue.take();
    expect([queue.isFull, queue.isLow]).toEqual([false, true]);
  });

  it('tells when as much waits as is taken at once', () => {
    const queue = new FetchedQueue(10);
    queue.push({ fetchedOffset: 0, messages: messages(0, 9), nextOffset: 9, head: 12 });
    expect(queue.hasWholePortion).toBe(false);
    queue.push({ fetchedOffset: 9, messages: messages(9, 1), nextOffset: 10, head: 12 });
    expect(queue.hasWholePortion).toBe(true);
  });
});
