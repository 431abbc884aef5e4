import { poissonBound } from './poisson-bound.js';

/** How often chance alone may make a rule true at one look. */
const chance = 1e-6;
const most = 500;

/**
 * How many bad requests a rule must ask for beside its share, so that chance hardly ever makes it true, however much or
 * little traffic there is: in a cohort with few requests the share jumps, in one with many the count does.
 * @param rate the usual share of bad requests, and
 * @param threshold the share that the rule asks for
 */
export function enoughBad(rate: number, threshold: number): number {
  let count = 2;
  while (count < most && poissonBound((count * rate) / threshold, chance) > count) count += 1;
  return count;
}
