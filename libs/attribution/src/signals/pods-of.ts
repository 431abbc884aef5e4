import type { PodChannel, Signals } from './channels.js';

/** A pod of a service, and from when to when it was seen (slots). */
export type Pod = { key: string; pod: string; version: string | null; first: number; last: number };

/** One pod under one version: the same name under another version is another cohort. */
export function keyOfPod({ pod, version }: Pick<PodChannel, 'pod' | 'version'>): string {
  return JSON.stringify([pod, version]);
}

export function podsOf(service: string, { channels }: Signals): Pod[] {
  const found = new Map<string, Pod>();
  for (const channel of channels) {
    if (channel.service !== service) continue;
    for (const { pod, version, values } of channel.pods) {
      const key = keyOfPod({ pod, version });
      const known = found.get(key) ?? { key, pod, version, first: Infinity, last: -Infinity };
      for (const slot of values.keys()) {
        known.first = Math.min(known.first, slot);
        known.last = Math.max(known.last, slot);
      }
      found.set(key, known);
    }
  }
  return [...found.values()];
}
