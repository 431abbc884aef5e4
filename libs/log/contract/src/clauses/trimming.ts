import { expect, it } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import { entries, idsOf } from '../support/entries.js';
import { readEvents } from '../support/read-all.js';
import { Reader } from '../support/reader.js';

const patience = { timeout: 20_000 };

/** What is left when the oldest records are gone. */
export function trimming(subject: () => LogUnderTest): void {
  it('tells where each partition begins', async () => {
    const { log, newTopic, trim } = subject();
    const topic = await newTopic();
    const begin = [0, 1, 2, 3].map((partition) => ({ topic, partition, offset: 0 }));
    expect(await log.tails(topic)).toEqual(begin);
    const appended = await log.append(topic, entries(10, ['checkout']));
    expect(await log.tails(topic)).toEqual(begin);
    const kept = appended[6]?.position ?? { topic, partition: 2, offset: 0 };
    await trim(kept);
    expect(await log.tails(topic)).toEqual(begin.with(2, kept));
  });

  it('reads from the first record that is left, wherever one begins', async () => {
    const { log, newTopic, trim } = subject();
    const topic = await newTopic();
    const appended = await log.append(topic, entries(10, ['checkout']));
    await trim(appended[6]?.position ?? { topic, partition: 2, offset: 0 });
    expect(idsOf(await readEvents(log, topic))).toEqual(['e6', 'e7', 'e8', 'e9']);
    const last = appended[9]?.position.offset ?? 0;
    await trim({ topic, partition: 2, offset: last + 1 });
    const head = (await log.heads(topic))[2]?.offset ?? 0;
    expect((await log.tails(topic))[2]?.offset).toBe(head);
    expect(await log.read({ topic, partition: 2, offset: 3 }, 100)).toEqual({
      topic,
      partition: 2,
      records: [],
      nextOffset: head,
      head,
    });
    await log.append(topic, entries(12, ['checkout']).slice(10));
    expect(idsOf(await readEvents(log, topic))).toEqual(['e10', 'e11']);
  });

  it('tells a reader that comes too late which records it has missed, and goes on', async () => {
    const { log, newTopic, trim } = subject();
    const topic = await newTopic();
    const appended = await log.append(topic, entries(10, ['checkout']));
    const [second, seventh] = [appended[1], appended[6]].map((one) => one?.position.offset ?? 0);
    await trim({ topic, partition: 2, offset: seventh ?? 0 });
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const late = await Reader.start(log, topic, {
      positionOf: async ({ partition }) => (partition === 2 ? (second ?? 0) : 0),
      onError,
    });
    await expect.poll(() => late.ids, patience).toEqual(['e6', 'e7', 'e8', 'e9']);
    await late.stop();
    expect(errors).toEqual([
      new Error(`Offsets ${second} to ${(seventh ?? 0) - 1} of ${topic}/2 are no longer on the log.`),
    ]);
    const fresh = await Reader.start(log, topic, { onError });
    await expect.poll(() => fresh.ids, patience).toEqual(['e6', 'e7', 'e8', 'e9']);
    await fresh.stop();
    expect(errors).toHaveLength(1);
  });

  it('still knows the resent events that are gone', async () => {
    const { log, newTopic, trim } = subject();
    const topic = await newTopic();
    const given = entries(4, ['checkout']);
    const appended = await log.append(topic, given);
    await trim({ ...(appended[3]?.position ?? { topic, partition: 2, offset: 0 }) });
    const again = await log.append(topic, given);
    expect(again).toEqual(appended.map(({ position }) => ({ position, duplicate: true })));
  });
}
