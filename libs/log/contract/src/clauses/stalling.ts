import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { LogUnderTest } from '../log-under-test.js';
import { keptOf } from '../processes/kept.js';
import type { ReadUntilStuck } from '../processes/read-until-stuck.js';
import { startChild } from '../support/child.js';
import { entries, entry, idsOf } from '../support/entries.js';

const patience = { timeout: 60_000 };
/** Longer than any adapter waits before it counts a silent member out. */
const stallMs = 9_000;

/** Processes that stand still for a while: a laptop that slept, a busy loop, a frozen container. */
export function stalling(subject: () => LogUnderTest): void {
  it('lets a member that stalled longer than its expiry go on, each record once', async () => {
    const { log, newTopic, inChildProcess } = subject();
    const [topic, group] = [await newTopic(), randomUUID()];
    const directory = await mkdtemp(join(tmpdir(), 'hormesis-contract-'));
    const partitions = (await log.heads(topic)).map(({ partition }) => partition);
    const handled = async (): Promise<string[]> => {
      const kept = await Promise.all(partitions.map((partition) => keptOf(directory, partition)));
      return kept.flatMap((one) => one.handled).toSorted();
    };
    const settings: ReadUntilStuck = { topic, group, directory, batches: Number.MAX_SAFE_INTEGER };
    const member = startChild('read-until-stuck', { log: inChildProcess, ...settings });
    onTestFinished(async () => {
      await member.kill();
      await rm(directory, { recursive: true });
    });

    const before = entries(40);
    await log.append(topic, before);
    await expect.poll(handled, patience).toEqual(idsOf(before).toSorted());
    const resume = member.stall();
    const meanwhile = Array.from({ length: 40 }, (_, n) => entry(`key-${n}`, `m${n}`));
    await log.append(topic, meanwhile);
    await pause(stallMs);
    resume();
    const sent = [...before, ...meanwhile];
    await expect.poll(handled, patience).toEqual(idsOf(sent).toSorted());
  }, 120_000);
}
