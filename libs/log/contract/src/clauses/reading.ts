import { isReadable } from '@hormesis/log';
import { expect, it } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import { entries, entry, idsOf } from '../support/entries.js';
import { readAll } from '../support/read-all.js';
import { Reader } from '../support/reader.js';

/** Reading by position, and what cannot be read. */
export function reading(subject: () => LogUnderTest): void {
  it('reads at most as many as asked for, and says where to go on', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, entries(10, ['checkout']));
    const first = await log.read({ topic, partition: 2, offset: 0 }, 4);
    expect(first.records).toHaveLength(4);
    const second = await log.read({ topic, partition: 2, offset: first.nextOffset }, 100);
    expect(idsOf([...first.records, ...second.records].filter(isReadable))).toEqual(idsOf(entries(10)));
    expect(second.nextOffset).toBeLessThanOrEqual(second.head);
    expect(second.head).toBe((await log.heads(topic))[2]?.offset);
  });

  it('reads nothing at the head, and stays there', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, entries(3, ['checkout']));
    const head = (await log.heads(topic))[2]?.offset ?? 0;
    const batch = await log.read({ topic, partition: 2, offset: head }, 100);
    expect(batch).toEqual({ topic, partition: 2, records: [], nextOffset: head, head });
  });

  it('replays the same from 0, as often as one likes', async () => {
    const { log, another, newTopic } = subject();
    const topic = await newTopic();
    await log.append(topic, entries(200));
    const once = await readAll(log, topic, 7);
    const other = await another();
    expect(await readAll(other, topic)).toEqual(once);
    await other.close();
    const offsets = once
      .filter(({ position }) => position.partition === 0)
      .map(({ position }) => position.offset);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(once).toHaveLength(200);
  });

  it('hands over what is no event, in its place', async () => {
    const { log, newTopic, putRaw } = subject();
    const topic = await newTopic();
    await log.append(topic, [entry('checkout', 'before')]);
    await putRaw(topic, 2, Buffer.from('{ not json'));
    await putRaw(topic, 2, Buffer.from('{"specversion":"1.0","type":"x"}'));
    await log.append(topic, [entry('checkout', 'after')]);
    const reader = await Reader.start(log, topic);
    await expect.poll(() => reader.records.length, { timeout: 20_000 }).toBe(4);
    await reader.stop();
    const shown = reader.records.map((record) =>
      isReadable(record) ? record.event.id : Buffer.from(record.unreadable.value).toString(),
    );
    expect(shown).toEqual(['before', '{ not json', '{"specversion":"1.0","type":"x"}', 'after']);
    expect(reader.records[1]).toMatchObject({ unreadable: { reason: expect.stringMatching(/\w/) } });
  });
}
