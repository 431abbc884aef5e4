import type { Labels } from '../series.js';

/**
 * A part of a plan that gives an instant vector. Its label sets are worked out once, one slot for each that can
 * occur; an evaluation only fills in which of them are present, and their values.
 */
export type VectorNode = {
  /** All different. */
  readonly labels: readonly Labels[];
  readonly values: Float64Array;
  /** 1 where the slot has a value. */
  readonly present: Uint8Array;
  /** Fills the slots for the moment `at` with what was known at `now`. Milliseconds since 1970. */
  evaluate(at: number, now: number): void;
};

export type ScalarNode = { evaluate(at: number, now: number): number };

/** The samples of one slot in a range: from index `start` up to before `end`. */
export type Window = {
  times: ArrayLike<number>;
  values: ArrayLike<number>;
  start: number;
  end: number;
  /** Bounds of the range, milliseconds since 1970. */
  from: number;
  to: number;
  /** The sum of the values before each counter reset inside. */
  correction: number;
};

/** A part of a plan that gives a range vector. */
export type RangeNode = {
  readonly labels: readonly Labels[];
  readonly rangeMs: number;
  /** To be called once for each moment, before the windows are read. */
  prepare(at: number, now: number): void;
  read(slot: number, window: Window): void;
};

export const emptyWindow = (): Window => ({
  times: [],
  values: [],
  start: 0,
  end: 0,
  from: 0,
  to: 0,
  correction: 0,
});

export function slots(labels: readonly Labels[]): Omit<VectorNode, 'evaluate'> {
  return { labels, values: new Float64Array(labels.length), present: new Uint8Array(labels.length) };
}
