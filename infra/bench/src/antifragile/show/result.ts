import type { Layer } from '../catalogue/layer.js';

/** How one occurrence went. */
export type Went = {
  /** `nobody`: it was not over when the round was. */
  stoppedBy: Layer | 'nobody';
  detectedBy: string;
  /** From the first harm until it was noticed; `null`: it was stopped before it harmed anybody, or never noticed. */
  secondsToDetect: number | null;
  exposedUserSeconds: number;
};

/** One class in one seed: the first time, the second time, and the second time without guards. */
export type ClassInSeed = {
  class: string;
  first: Went;
  second: Went;
  without: Went;
  /** Against the same second round without guards. */
  verdict: 'better' | 'equal' | 'worse';
  /** Why it is not better. */
  why: string | null;
  /** What its first incident taught and was accepted. */
  guards: readonly string[];
};

/** What watching and guarding cost in one round. */
export type RoundCosts = {
  days: number;
  falseAlarms: number;
  /** Those of them that a guard gave. */
  byGuards: number;
  goodChanges: number;
  goodStopped: number;
  /** Those that reached everybody later than without guards, and by how many hours, together. */
  goodDelayed: number;
  delayedHours: number;
};

export type SeedResult = {
  seed: number;
  classes: readonly ClassInSeed[];
  costs: { first: RoundCosts; second: RoundCosts; without: RoundCosts };
  proposals: { proposed: number; accepted: number; rejected: number; withheld: number };
};
