import { firstLiftWithoutControl } from '../counts/lifts.js';
import { doubtOf } from './comparison.js';
import { groupsOf } from './group.js';
import type { Group, KnownChange, WatchState } from './state.js';

const apart = 5 * 60_000;
const horizon = 60 * 60_000;
const slack = 10_000;
const cohortMayComeMs = 60_000;

/**
 * Changes of a service that have no users of their own: what was changed for everybody. Beside a control, one waits
 * first whether its users come.
 */
export function changesForAll(state: WatchState, { service, cohorts }: Group, at: number): KnownChange[] {
  if (state.changes.size === 0) return [];
  const sure = cohorts.has('control') ? cohortMayComeMs : 0;
  return [...state.changes.values()].filter(
    (change) =>
      change.service === service &&
      !change.hasCohort &&
      change.exposure > 0 &&
      at - change.stepAt <= horizon &&
      at - change.stepAt >= sure,
  );
}

/** Whether a change was made just now, so that a first window of its users may follow. */
export function awaitsUsers(
  { changes }: WatchState,
  { service, cohorts, width }: Group,
  end: number,
): boolean {
  if (changes.size === 0 || !cohorts.has('control')) return false;
  for (const change of changes.values()) {
    const isNew = end - change.stepAt >= 0 && end - change.stepAt <= 2 * width;
    if (isNew && !change.hasCohort && change.service === service) return true;
  }
  return false;
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
  const [last, before] = part
    .split('+')
    .flatMap((id) => state.changes.get(id) ?? [])
    .filter((change) => change.stepAt <= onset + slack)
    .sort((a, b) => b.stepAt - a.stepAt);
  if (last === undefined) return undefined;
  return before === undefined || last.stepAt - before.stepAt >= apart ? last.id : undefined;
}

/** Where there is no control, other services speak for the weather: if at least half of them suffer, too, it is outside. */
export function peersSuffer(state: WatchState, group: Group, at: number): boolean {
  let peers = 0;
  let suffering = 0;
  for (const peer of groupsOf(state)) {
    if (peer.metric !== group.metric || peer.environment !== group.environment) continue;
    if (peer.service === group.service || at - peer.talkedAt > 10_000) continue;
    peers++;
    if (peer.alarms.has('') || doubtOf(peer.bad.own, firstLiftWithoutControl, 1) > 3) suffering++;
  }
  return suffering > 0 && suffering * 2 >= peers;
}
