import type { TimelineEntry } from '@hormesis/api';

export type Effect = { entry: TimelineEntry; depth: number };

/** Which entry caused which, among those that are loaded. */
export type Causality = {
  byId: ReadonlyMap<string, TimelineEntry>;
  effects: ReadonlyMap<string, readonly TimelineEntry[]>;
};

export function causality(entries: readonly TimelineEntry[]): Causality {
  const byId = new Map<string, TimelineEntry>();
  const effects = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    byId.set(entry.eventId, entry);
    if (entry.causationId === null) continue;
    const siblings = effects.get(entry.causationId);
    if (siblings) siblings.push(entry);
    else effects.set(entry.causationId, [entry]);
  }
  return { byId, effects };
}

/** What led to the entry, the first cause first. Stops where a cause is not loaded, or where the chain bites its tail. */
export function causesOf({ byId }: Causality, entry: TimelineEntry): TimelineEntry[] {
  const chain: TimelineEntry[] = [];
  const seen = new Set([entry.eventId]);
  let cause = entry.causationId === null ? undefined : byId.get(entry.causationId);
  while (cause && !seen.has(cause.eventId)) {
    seen.add(cause.eventId);
    chain.unshift(cause);
    cause = cause.causationId === null ? undefined : byId.get(cause.causationId);
  }
  return chain;
}

/** All that the entry led to, each effect followed by its own effects, with its depth (1: direct). */
export function effectsOf({ effects }: Causality, entry: TimelineEntry): Effect[] {
  const found: Effect[] = [];
  const seen = new Set([entry.eventId]);
  const visit = (id: string, depth: number) => {
    for (const effect of effects.get(id) ?? []) {
      if (seen.has(effect.eventId)) continue;
      seen.add(effect.eventId);
      found.push({ entry: effect, depth });
      visit(effect.eventId, depth + 1);
    }
  };
  visit(entry.eventId, 1);
  return found;
}
