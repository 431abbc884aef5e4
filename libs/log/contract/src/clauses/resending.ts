import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import { entries, entry, idsOf } from '../support/entries.js';
import { readEvents } from '../support/read-all.js';

/** The same (source, id) again: the first position, and one record. */
export function resending(subject: () => LogUnderTest): void {
  it('knows an id that comes twice in one call', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const [one, other] = [entry('checkout', 'one'), entry('checkout', 'other')];
    const appended = await log.append(topic, [one, other, one]);
    expect(appended.map(({ duplicate }) => duplicate)).toEqual([false, false, true]);
    expect(appended[2]?.position).toEqual(appended[0]?.position);
    expect(idsOf(await readEvents(log, topic))).toEqual(['one', 'other']);
  });

  it('knows an id of an earlier call, also in another process, and takes what is new beside it', async () => {
    const { log, another, newTopic } = subject();
    const topic = await newTopic();
    const first = await log.append(topic, entries(10));
    const other = await another();
    const again = await other.append(topic, entries(12));
    expect(again.slice(0, 10)).toEqual(first.map(({ position }) => ({ position, duplicate: true })));
    expect(again.slice(10).map(({ duplicate }) => duplicate)).toEqual([false, false]);
    expect(await readEvents(log, topic)).toHaveLength(12);
    await other.close();
  });

  it('does not take the same id of another source for the same event', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, [entry('checkout', 'e', '/a')]);
    const [other] = await log.append(topic, [entry('checkout', 'e', '/b')]);
    expect(other?.duplicate).toBe(false);
  });

  it('gives one position to those who send the same at the same time', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const answers = await Promise.all(Array.from({ length: 10 }, () => log.append(topic, entries(30))));
    const positions = answers.map((answer) => JSON.stringify(answer.map(({ position }) => position)));
    expect(new Set(positions).size).toBe(1);
    expect(answers.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(30);
    expect(await readEvents(log, topic)).toHaveLength(30);
  });

  it('holds for any mixture of calls: one position for each id, and the order of each key', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const call = fc.array(fc.nat(14), { minLength: 1, maxLength: 6 });
    const rounds = fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    let run = 0;
    const property = fc.asyncProperty(rounds, async (given) => {
      const source = `/run-${run++}`;
      const answers = new Map<number, Set<string>>();
      const firstRound = new Map<number, number>();
      for (const [round, calls] of given.entries()) {
        const appended = await Promise.all(
          calls.map((ids) =>
            log.append(
              topic,
              ids.map((id) => entry(`key-${id % 3}`, `${id}`, source)),
            ),
          ),
        );
        for (const [c, ids] of calls.entries()) {
          for (const [i, id] of ids.entries()) {
            const told = answers.get(id) ?? new Set();
            answers.set(id, told.add(JSON.stringify(appended[c]?.[i]?.position)));
            if (!firstRound.has(id)) firstRound.set(id, round);
          }
        }
      }
      for (const told of answers.values()) expect(told.size).toBe(1);
      const stored = (await readEvents(log, topic)).filter(({ event }) => event.source === source);
      expect(stored).toHaveLength(answers.size);
      for (const record of stored) {
        expect(answers.get(Number(record.event.id))).toContain(JSON.stringify(record.position));
      }
      for (const key of ['key-0', 'key-1', 'key-2']) {
        const order = stored
          .filter((record) => record.key === key)
          .map(({ event }) => firstRound.get(Number(event.id)));
        expect(order).toEqual(order.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
      }
    });
    await fc.assert(property, { numRuns: 25 });
  });
}
