import type { FailureClassSummary } from '@hormesis/api';
import { duration } from '../format/duration.js';
import { figure } from './proposal-words.js';

export type Occurrence = FailureClassSummary['occurrences'][number];
export type Trend = FailureClassSummary['trend']['detection'];

/** What is measured at each occurrence of a class, and how it is written. */
export const measures = {
  detection: {
    title: 'Time to detect',
    of: ({ detectMs }: Occurrence): number | null => detectMs,
    words: duration,
  },
  exposure: {
    title: 'Exposed user-seconds',
    of: ({ exposedUserSeconds }: Occurrence): number | null => exposedUserSeconds,
    words: figure,
  },
} as const;
export type Measure = keyof typeof measures;

/** Occurrences in order of time. */
export const inOrder = (occurrences: readonly Occurrence[]): Occurrence[] =>
  occurrences.toSorted((a, b) => Date.parse(a.onset) - Date.parse(b.onset));

/** A trend in words; a fall that no guard can have brought says so. */
export function trendWords(trend: Trend, guarded: boolean): string {
  if (trend === 'unknown') return 'too few to tell';
  return trend === 'falling' && !guarded ? 'falling, though no guard was in force' : trend;
}

/** What came by itself, in order of time: a drill is noticed, and stopped, by people who wait for it. */
const inEarnest = (occurrences: readonly Occurrence[]): Occurrence[] =>
  inOrder(occurrences).filter(({ drill }) => !drill);

/** From the first time to the last, drills left out, in a sentence: `6 min 12 s the first time, 12 s the last.` */
export function trendSentence(occurrences: readonly Occurrence[], measure: Measure): string {
  const { of, words } = measures[measure];
  const values = inEarnest(occurrences).flatMap((one) => of(one) ?? []);
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return 'It was not measured.';
  if (values.length === 1) return `${words(first)}, once so far.`;
  return `${words(first)} the first time, ${words(last)} the last.`;
}

/** The layer that stopped the last one, and the first if that was another: `flag (the first time: people)`. */
export function stoppedWords(ordered: readonly Occurrence[]): string {
  const [first, last] = [ordered[0]?.stoppedBy, ordered.at(-1)?.stoppedBy];
  return first === last ? (last ?? '') : `${last} (the first time: ${first})`;
}

/** All classes together: how much less, from first to last, where both were measured; drills left out. */
export function sinceFirst(
  classes: readonly Pick<FailureClassSummary, 'occurrences'>[],
  measure: Measure,
): { classes: number; first: number; last: number } {
  const pairs = classes.flatMap(({ occurrences }) => {
    const values = inEarnest(occurrences).flatMap((one) => measures[measure].of(one) ?? []);
    const [first, last] = [values[0], values.at(-1)];
    return values.length > 1 && first !== undefined && last !== undefined ? [{ first, last }] : [];
  });
  return {
    classes: pairs.length,
    first: pairs.reduce((sum, { first }) => sum + first, 0),
    last: pairs.reduce((sum, { last }) => sum + last, 0),
  };
}
