import { isSamePlace, type Place, placeKey } from '../facts/place.js';
import { remindEveryMs, sameFiringMs } from './bars.js';

/** A time through which a rule fires at a place: from its first evaluation that fires to its last one. Milliseconds since 1970. */
export type Firing = Place & { from: number; to: number };

/** Joins what fires at a place at once, or again soon: to people it is one. In order of time. */
export function joinFirings(firings: readonly Firing[]): Firing[] {
  const byPlace = Map.groupBy(firings, placeKey);
  return [...byPlace.values()]
    .flatMap(joined)
    .sort((a, b) => a.from - b.from || (placeKey(a) < placeKey(b) ? -1 : 1));
}

/** When people would be told of it: as it begins, and then once a day for as long as it stands. */
export function toldAt({ from, to }: Firing): number[] {
  return Array.from(
    { length: 1 + Math.floor((to - from) / remindEveryMs) },
    (_, n) => from + n * remindEveryMs,
  );
}

/** The first firing at a place that begins within a span, both ends included. */
export function firstWithin(
  firings: readonly Firing[],
  place: Place,
  from: number,
  to: number,
): Firing | undefined {
  return firings.find((firing) => firing.from >= from && firing.from <= to && isSamePlace(firing, place));
}

function joined(firings: readonly Firing[]): Firing[] {
  const inOrder = firings.toSorted((a, b) => a.from - b.from);
  const done: Firing[] = [];
  for (const firing of inOrder) {
    const last = done.at(-1);
    if (last && firing.from - last.to <= sameFiringMs) last.to = Math.max(last.to, firing.to);
    else done.push({ ...firing });
  }
  return done;
}
