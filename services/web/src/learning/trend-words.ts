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

/** From the first time to the last, in a sentence: `6 min 12 s the first time, 12 s the last.` */
export function trendSentence(occurrences: readonly Occurrence[], measure: Measure): string {
  const { of, words } = measures[measure];
  const values = inOrder(occurrences).flatMap((one) => of(one) ?? []);
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

/** All classes together: how much less, from first to last, where both were measured. */
export function sinceFirst(
  classes: readonly Pick<FailureClassSummary, 'occurrences'>[],
  measure: Measure,
): { classes: number; first: number; last: number } {
  const pairs = classes.flatMap(({ occurrences }) => {
    const values = inOrder(occurrences).flatMap((one) => measures[measure].of(one) ?? []);
    const [first, last] = [values[0], values.at(-1)];
    return values.length > 1 && first !== undefined && last !== undefined ? [{ first, last }] : [];
  });
  return {
    classes: pairs.length,
    first: pairs.reduce((sum, { first }) => sum + first, 0),
    last: pairs.reduce((sum, { last }) => sum + last, 0),
  };
}
