import { type LogEntry, type Position, receiptKey } from '@hormesis/log';
import { describe, expect, it } from 'vitest';
import { AppendLane } from '../src/append-lane.js';
import { entry } from './helpers.js';

/** A lane over a log in memory. */
function lane(options: { failAfter?: number; stored?: Promise<void> } = {}) {
  const stored: string[] = [];
  const receipts = new Map<string, Position>();
  const groups: number[] = [];
  const state = { ...options };
  const subject = new AppendLane({
    claim: async (asked) => new Map([...receipts].filter(([key]) => asked.has(key))),
    write: async (entries, written) => {
      groups.push(entries.length);
      await new Promise(setImmediate);
      for (const one of entries) {
        if (state.failAfter !== undefined && stored.length >= state.failAfter) throw new Error('broker gone');
        written([{ topic: 't', partition: 0, offset: stored.push(one.event.id) - 1 }]);
      }
    },
    settle: async (noted) => {
      for (const { key, position } of noted) receipts.set(key, position);
      await state.stored;
    },
  });
  return { subject, stored, groups, receipts, state };
}

const offsets = (appended: readonly { position: Position }[]) =>
  appended.map(({ position }) => position.offset);
const ids = (entries: readonly LogEntry[]) => entries.map(({ event }) => event.id);

describe('appends to one topic', () => {
  it('are written in the order of their calls, and answered in the order of their entries', async () => {
    const { subject, stored } = lane();
    const entries = Array.from({ length: 5 }, (_, n) => entry('checkout', n));
    const [first, second] = await Promise.all([
      subject.append(entries.slice(0, 2)),
      subject.append(entries.slice(2)),
    ]);
    expect(stored).toEqual(ids(entries));
    expect(offsets(first)).toEqual([0, 1]);
    expect(offsets(second)).toEqual([2, 3, 4]);
  });

  it('go together while one is under way, at most 500 entries at a time', async () => {
    const { subject, groups } = lane();
    await Promise.all(Array.from({ length: 1200 }, (_, n) => subject.append([entry('checkout', n)])));
    expect(groups).toEqual([500, 500, 200]);
  });

  it('answer a resent event with its first position, also within one call or at the same time', async () => {
    const { subject, stored } = lane();
    const one = entry('checkout', 1, 'one');
    const two = entry('checkout', 2, 'two');
    const answers = await Promise.all([subject.append([one, one, two]), subject.append([two])]);
    expect(answers).toEqual([
      [
        { position: { topic: 't', partition: 0, offset: 0 }, duplicate: false },
        { position: { topic: 't', partition: 0, offset: 0 }, duplicate: true },
        { position: { topic: 't', partition: 0, offset: 1 }, duplicate: false },
      ],
      [{ position: { topic: 't', partition: 0, offset: 1 }, duplicate: true }],
    ]);
    expect(await subject.append([one])).toMatchObject([{ duplicate: true }]);
    expect(stored).toEqual(['one', 'two']);
  });

  it('that fail keep the receipts of what was written, so that sending again completes them', async () => {
    const { subject, stored, receipts, state } = lane({ failAfter: 2 });
    const entries = [0, 1, 2].map((n) => entry('checkout', n));
    await expect(subject.append(entries)).rejects.toThrow('broker gone');
    expect([...receipts.keys()]).toEqual(entries.slice(0, 2).map(({ event }) => receiptKey(event)));

    delete state.failAfter;
    const again = await subject.append(entries);
    expect(again.map(({ duplicate }) => duplicate)).toEqual([true, true, false]);
    expect(stored).toEqual(ids(entries));
  });

  it('are answered once they are written; only the next group waits until their receipts are stored', async () => {
    const storing = Promise.withResolvers<void>();
    const { subject, stored } = lane({ stored: storing.promise });
    await subject.append([entry('checkout', 1, 'one')]);
    let answered = false;
    const second = subject.append([entry('checkout', 2, 'two')]).then(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect({ answered, stored }).toEqual({ answered: false, stored: ['one', 'two'] });
    storing.resolve();
    await second;
  });
});
