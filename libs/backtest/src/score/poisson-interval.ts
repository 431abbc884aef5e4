import { gammaQuantile } from './gamma.js';

/** Between what the true expected count lies. */
export type Interval = { low: number; high: number };

/**
 * The exact interval of Garwood (1936) for the expected count behind a Poisson count, two-sided. None counted gives
 * 0 to 3.69 at 95 %: so many a span may come all the same (3.00 if one asks for the upper end alone).
 *
 * @param confidence that the interval holds the truth at least so often
 */
export function poissonInterval(count: number, confidence = 0.95): Interval {
  const rest = (1 - confidence) / 2;
  return {
    low: count === 0 ? 0 : gammaQuantile(count, rest),
    high: gammaQuantile(count + 1, 1 - rest),
  };
}
