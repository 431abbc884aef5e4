import { cohortParts } from '@hormesis/events';
import type { SeriesSource } from '@hormesis/promql';
import { beganAt, exposureAt, type PastChange } from '../facts/past-change.js';
import { type CohortWindows, placeWindows } from '../record/place-windows.js';
import { added, type Counts, none } from './counts.js';

const hourMs = 3_600_000;

/** What was counted in one window of a metric while a change was on its way. */
export type Moment = {
  metric: string;
  end: number;
  seenAt: number;
  /** Those who had the change, so large a part of all users; and the others. */
  exposed: Counts;
  share: number;
  others: Counts;
};

/** What was measured before a change and while users had it. */
export type Story = {
  change: PastChange;
  /** Of everybody, in the hour before, as `exposed`. */
  before: readonly Moment[];
  /** In the order in which it became known. */
  during: readonly Moment[];
  /** Whether those with the change fared as the others: then any part of all users tells how they fared. */
  isGood: boolean;
};

/** A change of which not enough is on record: no windows around it, or none of those who had it apart from the others. */
export type NoStory = { change: PastChange; missing: 'windows' | 'cohort' };

/** The story of a change until a moment, or what is not on record of it. */
export function storyOf(
  source: SeriesSource,
  change: PastChange,
  isGood: boolean,
  until: number,
): Story | NoStory {
  const began = beganAt(change);
  const { service, environment } = change;
  const cohorts = placeWindows(source, { service, environment }, began - hourMs, until);
  const byMetric = Map.groupBy(cohorts, ({ metric }) => metric);
  const before = [...byMetric].flatMap(([metric, of]) => whole(metric, of, (end) => end <= began));
  const during = [...byMetric].flatMap(([metric, of]) => {
    const after = (end: number) => end > began;
    return isGood ? whole(metric, of, after) : apart(metric, of, change, after);
  });
  if (before.length === 0 || during.length === 0) return { change, missing: 'windows' };
  if (during.every(({ share }) => share === 0)) return { change, missing: 'cohort' };
  return { change, before: inOrder(before), during: inOrder(during), isGood };
}

/** Everybody: the cohort `all` where it is recorded, else all cohorts together. */
function whole(metric: string, cohorts: readonly CohortWindows[], isIn: (end: number) => boolean): Moment[] {
  const all = cohorts.filter(({ cohort }) => cohort === 'all');
  const taken = byEnd(all, isIn).size > 0 ? all : cohorts;
  return [...byEnd(taken, isIn)].map(([end, { seenAt, counts }]) => ({
    metric,
    end,
    seenAt,
    exposed: counts,
    share: 1,
    others: none,
  }));
}

/** Those who had it and those who had not; where nobody told them apart it is all or nothing. */
function apart(
  metric: string,
  cohorts: readonly CohortWindows[],
  change: PastChange,
  isIn: (end: number) => boolean,
): Moment[] {
  const own = cohorts.filter(({ cohort }) => isOf(cohort, change));
  const exposed = byEnd(own, isIn);
  if (exposed.size === 0) {
    return whole(metric, cohorts, isIn).map((moment) => ({
      ...moment,
      share: exposureAt(change, moment.end) === 100 ? 1 : 0,
    }));
  }
  const others = byEnd(
    cohorts.filter((one) => !own.includes(one) && one.cohort !== 'all'),
    isIn,
  );
  return [...new Set([...exposed.keys(), ...others.keys()])].flatMap((end) => {
    const [mine, theirs] = [exposed.get(end), others.get(end)];
    const share = exposureAt(change, end) / 100;
    const seenAt = Math.max(mine?.seenAt ?? end, theirs?.seenAt ?? end);
    return [{ metric, end, seenAt, share, exposed: mine?.counts ?? none, others: theirs?.counts ?? none }];
  });
}

function isOf(cohort: string, { id, version, flag }: PastChange): boolean {
  const whose = cohortParts(cohort);
  if (whose?.kind !== 'parts') return false;
  return whose.parts.some((part) => {
    if (part.kind === 'change') return part.id === id || isAnyChange(part.id);
    if (part.kind === 'version') return part.version === version;
    return part.kind === 'flag' && part.key === flag && !isOff(part.variant);
  });
}

/** Some say no more than that these are the users of the change that is under way. */
function isAnyChange(id: string): boolean {
  return /^(exposed|canary|treatment)$/.test(id);
}

function isOff(variant: string | undefined): boolean {
  return variant !== undefined && /^(off|false|control|disabled)$/i.test(variant);
}

function byEnd(cohorts: readonly CohortWindows[], isIn: (end: number) => boolean) {
  const found = new Map<number, { seenAt: number; counts: Counts }>();
  for (const { windows } of cohorts) {
    for (const { end, seenAt, ...counts } of windows) {
      if (!isIn(end)) continue;
      const known = found.get(end);
      found.set(end, {
        seenAt: Math.max(known?.seenAt ?? seenAt, seenAt),
        counts: known ? added(known.counts, counts) : counts,
      });
    }
  }
  return found;
}

function inOrder(moments: readonly Moment[]): Moment[] {
  return moments.toSorted((a, b) => a.seenAt - b.seenAt || a.end - b.end || (a.metric < b.metric ? -1 : 1));
}
