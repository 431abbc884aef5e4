import type { KnownChange, WatchState } from './state.js';

const apart = 5 * 60_000;
const horizon = 60 * 60_000;
const slack = 10_000;

/** Changes of a service that have no users of their own: what was changed for everybody. */
export function changesForAll(state: WatchState, service: string, at: number, sure: number): KnownChange[] {
  return [...state.changes.values()].filter(
    (change) =>
      change.service === service &&
      !change.hasCohort &&
      at - change.stepAt <= horizon &&
      at - change.stepAt >= sure,
  );
}

/** Which change without users of its own may have done it: the latest whose step came before the onset. */
export function blameForAll(changes: readonly KnownChange[], onset: number): KnownChange | undefined {
  return changes
    .filter(({ stepAt }) => stepAt <= onset + slack)
    .reduce<KnownChange | undefined>(
      (last, one) => (last && last.stepAt >= one.stepAt ? last : one),
      undefined,
    );
}

/** Two changes that were never apart: only time tells, and only if one came well before the other. */
export function blameInseparable(state: WatchState, part: string, onset: number): string | undefined {
  const known = part
    .split('+')
    .map((id) => state.changes.get(id))
    .filter((change) => change !== undefined && change.stepAt <= onset + slack)
    .sort((a, b) => (b?.stepAt ?? 0) - (a?.stepAt ?? 0));
  const [last, before] = known;
  if (last === undefined) return undefined;
  return before === undefined || last.stepAt - before.stepAt >= apart ? last.id : undefined;
}
