import type { Event } from '@hormesis/events';
import { type LogEntry, partitionOf } from '@hormesis/log';
import { expect, it } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import { entries, entry, idsOf } from '../support/entries.js';
import { readEvents } from '../support/read-all.js';

/** What an append does, and where things come to stand. */
export function appending(subject: () => LogUnderTest): void {
  it('answers each entry with its position, in the order of the entries', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const given = entries(20);
    const appended = await log.append(topic, given);
    expect(appended.map(({ duplicate }) => duplicate)).toEqual(given.map(() => false));
    expect(appended.map(({ position }) => position.partition)).toEqual(
      given.map(({ key }) => partitionOf(key, 4)),
    );
    const records = await readEvents(log, topic);
    for (const [i, { position }] of appended.entries()) {
      expect(records.find((record) => record.event.id === `e${i}`)).toMatchObject({
        position,
        key: given[i]?.key,
      });
    }
  });

  it('puts a key on the partition that Kafka would choose', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const keys = ['checkout', 'payments', 'prop-0193', 'Zürich', '東京', ''];
    const appended = await log.append(topic, entries(keys.length, keys));
    expect(appended.map(({ position }) => position.partition)).toEqual([2, 0, 2, 1, 3, 1]);
  });

  it('gives later records of a partition larger offsets, and moves its head past them', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    expect((await log.heads(topic)).map(({ partition }) => partition)).toEqual([0, 1, 2, 3]);
    const offsets: number[] = [];
    for (let i = 0; i < 5; i++) {
      const [appended] = await log.append(topic, [entry('checkout', `e${i}`)]);
      offsets.push(appended?.position.offset ?? -1);
    }
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(new Set(offsets).size).toBe(5);
    expect((await log.heads(topic))[2]?.offset).toBeGreaterThan(offsets[4] ?? 0);
  });

  it('keeps the order of each key, also when several calls are on their way', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const given = entries(300);
    const calls = Array.from({ length: 30 }, (_, i) => given.slice(i * 10, i * 10 + 10));
    await Promise.all(calls.map((call) => log.append(topic, call)));
    const records = await readEvents(log, topic);
    expect(records).toHaveLength(300);
    for (const key of new Set(given.map((one) => one.key))) {
      const ofKey = (one: { key: string }): boolean => one.key === key;
      expect(idsOf(records.filter(ofKey))).toEqual(idsOf(given.filter(ofKey)));
    }
  });

  it('hands back what was put in', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const known = entry('checkout', 'known').event;
    const envelope = {
      correlationId: 'inc-1',
      actor: { kind: 'agent', id: 'codex' } as const,
      extensions: { tenant: 'blue' },
    };
    const told: Event = { ...known, ...envelope };
    const unknown: Event = {
      id: 'unknown',
      source: '/crane',
      time: '2026-11-22T11:00:00.123456+01:00',
      name: 'com.example.crane.moved',
      type: 'com.example.crane.moved',
      subject: 'crane-4',
      data: { metres: 3.5, note: 'größer ✓', list: [1, null, { deep: true }] },
    };
    await log.append(topic, [
      { key: 'k', event: told },
      { key: 'k', event: unknown },
    ]);
    const records = await readEvents(log, topic);
    expect(records.map(({ event }) => event)).toMatchObject([told, unknown]);
  });

  it('takes nothing, and much', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    expect(await log.append(topic, [])).toEqual([]);
    const many: LogEntry[] = entries(2_500);
    const appended = await log.append(topic, many);
    expect(
      new Set(appended.map(({ position: { partition, offset } }) => `${partition}@${offset}`)).size,
    ).toBe(2_500);
    expect(await readEvents(log, topic)).toHaveLength(2_500);
  });
}
