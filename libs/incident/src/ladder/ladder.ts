import type { Breaker } from './breaker.js';
import type { Freeze } from './freeze.js';
import type { Mark } from './mark.js';
import type { Policy } from './policy-for.js';

/** All that people said about what the guardian may do alone. */
export type Ladder = {
  policies: readonly Policy[];
  /** What holds where no policy was set. */
  otherwise: Policy;
  freezes: readonly Freeze[];
  marks: readonly Mark[];
  breakers: readonly Breaker[];
};
