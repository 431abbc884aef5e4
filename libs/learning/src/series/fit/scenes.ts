import type { Lesson } from './lesson.js';
import type { Signal } from './signal.js';

/** What could come: values that begin at a point of the past, and what it counts that they are found. */
export type Scene = { at: number; values: Float64Array; weight: number };

/** How strong the incident comes again, and what each of these counts. */
const strengths = [
  { strength: 1, weight: 1 },
  { strength: 0.75, weight: 1 },
  { strength: 0.55, weight: 0.7 },
  { strength: 0.4, weight: 0.4 },
  { strength: 0.25, weight: 0.2 },
] as const;
/** Places of the normal past that the incident is put to. */
const mostPlaces = 14;
/** Points of an incident that are looked at. */
const mostPoints = 400;
/** What the incident itself counts, beside all that could come. */
const shareOfInstance = 0.25;
/** A value so many usual deviations off is not one that the series could have been stuck at. */
const off = 3;
/** An incident goes both ways where its mean is so small a share of its size. */
const bothWays = 0.4;

/** The incident as it was, then at other times and weaker: as the same values, the same step up or down, the same factor. */
export function scenesOf(lesson: Lesson, best: Signal): { instance: Scene; others: Scene[] } {
  const { values, from, to } = lesson;
  const own = values.slice(from, Math.min(to, from + mostPoints));
  const instance = { at: from, values: own, weight: 1 };
  const others: Scene[] = [];
  for (const at of placesOf(lesson, best, own.length)) {
    for (const kind of kindsOf(lesson, best, own)) {
      for (const { strength, weight } of strengths) {
        const made = kind(at, strength);
        if (made.length > 0) others.push({ at, values: made, weight });
      }
    }
  }
  const whole = others.reduce((sum, { weight }) => sum + weight, 0);
  instance.weight = whole === 0 ? 1 : (shareOfInstance * whole) / (1 - shareOfInstance);
  return { instance, others };
}

/** Spread evenly over the points that are normal, and far enough from the labelled ones. */
function placesOf({ normal }: Lesson, best: Signal, long: number): number[] {
  const free: number[] = [];
  let room = 0;
  for (let index = normal.length - 1; index >= 0; index -= 1) {
    room = normal[index] === 1 ? room + 1 : 0;
    if (room >= long && !Number.isNaN(best.at[index] ?? Number.NaN)) free.push(index);
  }
  const count = Math.min(mostPlaces, free.length);
  const places = Array.from(
    { length: count },
    (_, n) => free[Math.floor(((n + 0.5) / count) * free.length)] ?? 0,
  );
  return [...new Set(places)];
}

type Kind = (at: number, strength: number) => Float64Array;

function kindsOf(lesson: Lesson, best: Signal, own: Float64Array): Kind[] {
  const { values, from } = lesson;
  const expected = best.expected(from, own.length);
  const [low, whole] = boundsOf(lesson);
  const fitting = (value: number) => (whole ? Math.round(Math.max(low, value)) : Math.max(low, value));
  const mixed: Kind = (at, strength) =>
    own.map((value, n) => {
      const here = values[at + n] ?? value;
      return fitting(here + strength * (value - here));
    });
  if (mostlyTheSame(own)) {
    const far = Math.abs(best.had(from, own.subarray(0, 1))[0] ?? 0) > off;
    const stuck: Kind = (at, strength) =>
      new Float64Array(Math.max(1, Math.round(strength * own.length))).fill(values[at] ?? 0);
    return far ? [mixed] : [stuck];
  }
  const added: Kind = (at, strength) =>
    own.map((value, n) => fitting((values[at + n] ?? value) + strength * (value - (expected[n] ?? value))));
  const mirrored: Kind = (at, strength) =>
    own.map((_, n) => {
      const other = own.length - 1 - n;
      const effect = (own[other] ?? 0) - (expected[other] ?? 0);
      return fitting((values[at + n] ?? 0) - strength * effect);
    });
  if (goesBothWays(own, expected)) return [added, mirrored];
  const multiplied: Kind = (at, strength) =>
    own.map((value, n) => {
      const factor = Math.max(0, value) / Math.max(expected[n] ?? 1, 1e-9);
      return fitting((values[at + n] ?? value) * (1 + strength * (factor - 1)));
    });
  return low === 0 && expected.every((value) => value > 0) ? [mixed, added, multiplied] : [mixed, added];
}

/** The least that values can be, and whether they are whole. */
function boundsOf({ values }: Lesson): [low: number, whole: boolean] {
  let low = 0;
  let whole = true;
  for (const value of values) {
    low = Math.min(low, value);
    whole &&= Number.isInteger(value);
  }
  return [low < 0 ? Number.NEGATIVE_INFINITY : 0, whole];
}

function mostlyTheSame(own: Float64Array): boolean {
  let longest = 0;
  let run = 0;
  for (const [n, value] of own.entries()) {
    run = n > 0 && value === own[n - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest >= 3 && longest >= 0.6 * own.length;
}

function goesBothWays(own: Float64Array, expected: Float64Array): boolean {
  if (own.length < 4) return false;
  let mean = 0;
  let square = 0;
  for (const [n, value] of own.entries()) {
    const effect = value - (expected[n] ?? value);
    mean += effect / own.length;
    square += effect ** 2 / own.length;
  }
  return Math.abs(mean) < bothWays * Math.sqrt(square);
}
