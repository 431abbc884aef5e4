import { randomUUID } from 'node:crypto';
import { stateEvent } from '@hormesis/events';
import type { LogEntry } from '@hormesis/log';

const time = '2026-11-22T10:00:00.000Z';

/** An event under a key; its id is its name in a spec. */
export function entry(key: string, id: string = randomUUID(), source = '/contract'): LogEntry {
  const data = { environment: { id: 'production' }, artifactId: `pkg:oci/${key}@${id}` };
  return { key, event: stateEvent({ name: 'service.deployed', subject: key, data }, { id, source, time }) };
}

/** `count` events, `e0` to `e<count - 1>`, over the keys in turn. */
export function entries(
  count: number,
  keys: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
): LogEntry[] {
  return Array.from({ length: count }, (_, i) => entry(keys[i % keys.length] ?? 'a', `e${i}`));
}

/** The ids of entries, or of events. */
export function idsOf(items: readonly { event: { id: string } }[]): string[] {
  return items.map(({ event }) => event.id);
}
