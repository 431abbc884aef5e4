import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import { entries, entry, idsOf } from '../support/entries.js';
import { Positions, Reader } from '../support/reader.js';

const patience = { timeout: 45_000 };

/** Groups: who gets which partitions, and what happens when members come and go. */
export function sharing(subject: () => LogUnderTest): void {
  it('shares the partitions between the members of a group, and gives each record to one of them', async () => {
    const { log, another, newTopic } = subject();
    const [topic, group, positions, other] = [
      await newTopic(),
      randomUUID(),
      new Positions(),
      await another(),
    ];
    const members = [
      await Reader.start(log, topic, { group, positions }),
      await Reader.start(other, topic, { group, positions }),
    ];
    await expect.poll(() => members.map((member) => member.assigned().length), patience).toEqual([2, 2]);
    expect(
      new Set(members.flatMap((member) => member.assigned()).map(({ partition }) => partition)).size,
    ).toBe(4);
    await log.append(topic, entries(200));
    await expect.poll(() => members.flatMap((member) => member.ids).length, patience).toBe(200);
    expect(members.flatMap((member) => member.ids).toSorted()).toEqual(idsOf(entries(200)).toSorted());
    expect(members.every((member) => member.ids.length > 0)).toBe(true);
    await Promise.all(members.map((member) => member.stop()));
    await other.close();
  });

  it('hands the partitions of a member that stops to the others, each record once', async () => {
    const { log, another, newTopic } = subject();
    const [topic, group, positions, other] = [
      await newTopic(),
      randomUUID(),
      new Positions(),
      await another(),
    ];
    const staying = await Reader.start(log, topic, { group, positions, maxRecords: 10 });
    const leaving = await Reader.start(other, topic, { group, positions, maxRecords: 10 });
    await expect.poll(() => leaving.assigned().length, patience).toBe(2);
    const writing = appendSlowly(subject(), topic, 40);
    await leaving.stop();
    expect(leaving.assigned()).toEqual([]);
    await expect.poll(() => staying.assigned().length, patience).toBe(4);
    const sent = await writing;
    await expect.poll(() => staying.ids.length + leaving.ids.length, patience).toBe(sent.length);
    expect([...staying.ids, ...leaving.ids].toSorted()).toEqual(sent.toSorted());
    await staying.stop();
    await other.close();
  });

  it('gives a member that joins its share, each record once', async () => {
    const { log, another, newTopic } = subject();
    const [topic, group, positions, other] = [
      await newTopic(),
      randomUUID(),
      new Positions(),
      await another(),
    ];
    const first = await Reader.start(log, topic, { group, positions, maxRecords: 10 });
    await expect.poll(() => first.assigned().length, patience).toBe(4);
    const writing = appendSlowly(subject(), topic, 40);
    const joining = await Reader.start(other, topic, { group, positions, maxRecords: 10 });
    await expect.poll(() => [first, joining].map((one) => one.assigned().length), patience).toEqual([2, 2]);
    const sent = [...(await writing), ...(await appendSlowly(subject(), topic, 10))];
    await expect.poll(() => first.ids.length + joining.ids.length, patience).toBe(sent.length);
    expect([...first.ids, ...joining.ids].toSorted()).toEqual(sent.toSorted());
    expect(joining.ids.length).toBeGreaterThan(0);
    await Promise.all([first.stop(), joining.stop()]);
    await other.close();
  });

  it('gives everything to each of two groups', async () => {
    const { log, newTopic } = subject();
    const topic = await newTopic();
    const readers = [
      await Reader.start(log, topic, { group: randomUUID() }),
      await Reader.start(log, topic, { group: randomUUID() }),
    ];
    await log.append(topic, entries(30));
    for (const reader of readers) {
      await expect.poll(() => reader.ids.toSorted(), patience).toEqual(idsOf(entries(30)).toSorted());
      await reader.stop();
    }
  });
}

/** Some time of appending, for members to come and go in; returns the ids. */
async function appendSlowly({ log }: LogUnderTest, topic: string, calls: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < calls; i++) {
    const some = Array.from({ length: 8 }, (_, key) => entry(`key-${key}`, randomUUID()));
    await log.append(topic, some);
    ids.push(...idsOf(some));
  }
  return ids;
}
