import { groupsOf } from './group.js';
import type { WatchState } from './state.js';

const forgetGroupMs = 2 * 60 * 60_000;
const forgetPartMs = 15 * 60_000;
const forgetChangeMs = 2 * 60 * 60_000;
const activeMs = 2 * 60_000;

/** Forgets changes that are over and series that are gone, so that memory stays bounded. */
export function forgetIdle(state: WatchState): void {
  for (const environments of state.services.values()) {
    for (const metrics of environments.values()) {
      for (const [metric, group] of metrics) {
        if (state.now - group.lastAt > forgetGroupMs) metrics.delete(metric);
      }
    }
  }
  for (const group of groupsOf(state)) {
    const { bad, latency } = group;
    for (const { parts } of [bad, ...(latency?.tails ?? []), ...(latency ? [latency.mean] : [])]) {
      for (const [part, { lastAt }] of parts) if (state.now - lastAt > forgetPartMs) parts.delete(part);
    }
    for (const [key, { lastT, delay }] of group.cohorts) {
      if (state.now - (lastT + delay) > forgetPartMs) group.cohorts.delete(key);
    }
    for (const part of group.alarms.keys()) {
      if (part !== '' && !bad.parts.has(part)) group.alarms.delete(part);
    }
  }
  for (const [id, { lastAt, stepAt }] of state.changes) {
    if (state.now - Math.max(lastAt, stepAt) > forgetChangeMs) state.changes.delete(id);
  }
}

/** How many comparisons share the budget: those of changes, and each group without one. */
export function countSharers(state: WatchState): number {
  let sharers = 0;
  for (const group of groupsOf(state)) {
    if (state.now - group.lastAt > activeMs) continue;
    const parts = new Set([...group.cohorts.values()].flatMap((cohort) => cohort.parts));
    sharers += Math.max(1, parts.size);
  }
  return Math.max(1, sharers);
}
