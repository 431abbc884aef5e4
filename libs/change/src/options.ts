/** Who calls whom: for each service those that it calls. */
export type CallGraph = Readonly<Record<string, readonly string[]>>;

export type RankingOptions = {
  /** Without it only "the same service" and "another service" are told apart. */
  callGraph?: CallGraph;
  /** Part of incidents that no change caused. Default {@link PRIOR_NONE}. */
  priorNone?: number;
  /** Candidates to name, `none` included. The least likely are left out, and count as `none`. Default 20. */
  limit?: number;
};

/** Studies put the share of incidents that a change caused at one third to 70 %; `none` gets a prior in between. */
export const PRIOR_NONE = 0.35;

/** Seconds in which the suspicion against an exposure step falls to 1/e. */
export const TAU_SECONDS = 300;

/** Steps older than this (seconds) are no candidates: their time factor is below 10⁻⁵. */
export const HORIZON_SECONDS = 3_600;

/** How far (seconds) two clocks may differ before "after the onset" is believed. */
export const CLOCK_SKEW_SECONDS = 2;

/**
 * Weight of closeness, and the closeness that says neither yes nor no. Calibrated, not fitted: one full change of the
 * alarming service within two minutes before the onset and nothing else reaches 0.9; the same change of a service
 * that nothing ties to the alarm stays below `none`.
 */
export const CLOSENESS_WEIGHT = 5;
export const NEUTRAL_CLOSENESS = 0.5;

/** Closeness of another service when no call graph is known. */
export const UNKNOWN_CLOSENESS = 0.05;

/**
 * A service depends on few others, however many change at the same time: together, changes that nothing ties to the
 * alarming service are as suspect as this many of them; those that do not say what they changed, as this many.
 */
export const MOST_ELSEWHERE = 3;
export const MOST_ANYWHERE = 1;

/** A step that reaches almost nobody counts half as much as one that reaches all: weight ln 2. */
export const EXPOSURE_WEIGHT = Math.LN2;
