import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import type { Acknowledged, AppendInALoop } from '../processes/append-in-a-loop.js';
import { keptOf } from '../processes/kept.js';
import type { ReadUntilStuck, Stuck } from '../processes/read-until-stuck.js';
import { startChild } from '../support/child.js';
import { entries, entry, idsOf } from '../support/entries.js';
import { readEvents } from '../support/read-all.js';
import { Reader } from '../support/reader.js';

const patience = { timeout: 60_000 };

/** Processes that are killed by SIGKILL: nothing acknowledged is lost, nothing counts twice. */
export function dying(subject: () => LogUnderTest): void {
  it('keeps each acknowledged event of a killed writer, once, and takes the rest when it is sent again', async () => {
    const { log, newTopic, inChildProcess } = subject();
    const topic = await newTopic();
    const settings: AppendInALoop = { topic };
    const writer = startChild('append-in-a-loop', { log: inChildProcess, ...settings });
    await expect.poll(() => writer.said.length, patience).toBeGreaterThan(60);
    await writer.kill();
    const acknowledged = (writer.said as Acknowledged[]).flatMap((one) => one.acknowledged);
    const stored = await readEvents(log, topic);
    const positions = new Map(stored.map(({ event, position }) => [event.id, position]));
    expect(positions.size).toBe(stored.length);
    for (const { id, position } of acknowledged) expect(positions.get(id)).toEqual(position);

    const last = Math.max(...stored.map(({ event }) => Number(event.id.slice(1))));
    const all = Array.from({ length: last + 20 }, (_, n) => entry(`k${n % 5}`, `w${n}`));
    const answers = await log.append(topic, all);
    const after = await readEvents(log, topic);
    expect(idsOf(after).toSorted()).toEqual(idsOf(all).toSorted());
    for (const [n, { position }] of answers.entries()) {
      const known = positions.get(`w${n}`);
      if (known) expect(position).toEqual(known);
      expect(after.find(({ event }) => event.id === `w${n}`)?.position).toEqual(position);
    }
  }, 120_000);

  it('goes on from the stored position of a killed reader', async () => {
    const { log, newTopic, inChildProcess } = subject();
    const [topic, group] = [await newTopic(), randomUUID()];
    const directory = await mkdtemp(join(tmpdir(), 'hormesis-contract-'));
    await log.append(topic, entries(200));
    const settings: ReadUntilStuck = { topic, group, directory, batches: 6 };
    const killed = startChild('read-until-stuck', { log: inChildProcess, ...settings });
    await expect.poll(() => killed.said.some((one) => 'stuck' in (one as object)), patience).toBe(true);
    await killed.kill();
    const partitions = (await log.heads(topic)).map(({ partition }) => partition);
    const kept = await Promise.all(partitions.map((partition) => keptOf(directory, partition)));
    const done = kept.flatMap(({ handled }) => handled);
    const open = (killed.said as Stuck[]).flatMap(({ stuck = [] }) => stuck);

    const successor = await Reader.start(log, topic, {
      group,
      positionOf: async ({ partition }) => (await keptOf(directory, partition)).next,
    });
    await expect.poll(() => done.length + successor.ids.length, patience).toBeGreaterThanOrEqual(200);
    await successor.stop();
    expect([...done, ...successor.ids].toSorted()).toEqual(idsOf(entries(200)).toSorted());
    expect(successor.ids).toEqual(expect.arrayContaining(open));
    await rm(directory, { recursive: true });
  }, 120_000);
}
