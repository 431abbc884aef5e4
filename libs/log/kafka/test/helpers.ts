import { stateEvent } from '@hormesis/events';
import type { LogEntry } from '@hormesis/log';

/** An entry of some service; `n` tells entries apart. */
export function entry(key: string, n: number, id?: string): LogEntry {
  const event = stateEvent(
    {
      name: 'service.deployed',
      subject: key,
      data: { environment: { id: 'production' }, artifactId: `pkg:oci/${key}@${n}` },
    },
    { source: '/test', time: '2026-11-16T10:00:00Z', ...(id === undefined ? {} : { id }) },
  );
  return { key, event };
}

/** Resolves when the condition holds; rejects, naming it, after `patienceMs`. */
export async function until(what: string, holds: () => boolean, patienceMs = 20_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
