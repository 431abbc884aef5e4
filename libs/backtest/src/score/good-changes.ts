import type { BacktestReport } from '@hormesis/events/learning';
import { type ExposureStep, type PastChange } from '../facts/past-change.js';
import { isSamePlace, type Place } from '../facts/place.js';
import { bakeMs, recoverMs } from './bars.js';
import { type Firing, firstWithin } from './firing.js';

export type GoodChanges = NonNullable<BacktestReport['goodChanges']>;

const hourMs = 3_600_000;

/** Which good changes a rule would have stopped: it begins to fire at their place while a step of them is watched. */
export function goodChangesStopped(
  changes: readonly PastChange[],
  firings: readonly Firing[],
  spans: readonly (Place & { from: number; to: number })[],
): GoodChanges {
  const innocent = firings.filter(
    (firing) =>
      !spans.some((span) => firing.from >= span.from && firing.from <= span.to && isSamePlace(span, firing)),
  );
  const stopped = changes.filter((change) =>
    stepsUp(change).some(({ at }) => firstWithin(innocent, change, at, at + bakeMs)),
  );
  return {
    of: changes.length,
    stopped: stopped.length,
    changes: stopped.map(({ id }) => id),
    addedHours: (stopped.length * recoverMs) / hourMs,
  };
}

/** When good changes reached more users at a place. */
export function goodStepsAt(place: Place, changes: readonly PastChange[]): number[] {
  return changes
    .filter((change) => change.incident === null && isSamePlace(change, place))
    .flatMap((change) => stepsUp(change).map(({ at }) => at));
}

/** The steps by which more users got it. */
export function stepsUp({ steps }: PastChange): ExposureStep[] {
  return steps.filter(({ exposure }, n) => exposure > (steps[n - 1]?.exposure ?? 0));
}
