export type Point = { t: number; value: number | null };

/** Points `from` to `to` (not included) of a series behave as they should not. */
export type Range = { from: number; to: number };

/**
 * A series with what is wrong in it. `windows` say where an alarm counts as a catch (first and last index, both
 * included); `anomalies` say which points are wrong themselves.
 */
export type LabelledSeries = {
  name: string;
  kind: string;
  points: readonly Point[];
  anomalies: readonly Range[];
  windows: readonly Window[];
};

export type Window = { first: number; last: number };
