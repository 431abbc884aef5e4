import type { Watch } from '@hormesis/api';

export type WatchState = 'worse' | 'watching' | 'as-well' | 'ended';

/** What the last point says: surely worse, as well as the others, or nothing for sure yet; or that it is over. */
export function stateOf({
  points,
  alarmedAt,
  endedAt,
}: Pick<Watch, 'points' | 'alarmedAt' | 'endedAt'>): WatchState {
  if (endedAt !== null) return 'ended';
  const last = points.at(-1);
  if (alarmedAt !== null || (last && last.low > 1)) return 'worse';
  return last && last.high < 1.5 ? 'as-well' : 'watching';
}

export const stateWords: Readonly<Record<WatchState, string>> = {
  worse: 'fares worse',
  watching: 'watching',
  'as-well': 'fares as well',
  ended: 'taken back',
};

/** Whether the points say anything: without users who do not have the change, a band holds all that there can be. */
export function isCompared({ points }: Pick<Watch, 'points'>): boolean {
  return points.some(({ control, exposed }) => control.total > 0 && exposed.total > 0);
}

/** The last point in a sentence. */
export function sentenceOf({ points, metric }: Pick<Watch, 'points' | 'metric'>): string {
  const last = points.at(-1);
  if (!last) return `No window of ${metric} has been compared yet.`;
  if (!isCompared({ points }))
    return `${metric}: nobody without it is measured; its own past stands in for them.`;
  return `${metric}: ${times(last.likeliest)} as bad as without it, between ${times(last.low)} and ${times(last.high)}.`;
}

function times(lift: number): string {
  return `${lift < 10 ? lift.toFixed(1) : Math.round(lift)}×`;
}
