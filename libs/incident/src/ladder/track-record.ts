import type { DataOf } from '@hormesis/events';

export type TrackRecord = NonNullable<DataOf<'policy.changed'>['record']>;

/** Each bound may be wrong in one case of twenty. */
const RISK = 0.05;

/**
 * What verdicts say of a rule: the part that was right, and between what bounds it really lies: Clopper and Pearson's
 * exact bounds of a binomial part (Biometrika 26, 1934), each one-sided at 95 %.
 */
export function trackRecord(confirmed: number, wrong: number): TrackRecord {
  const n = confirmed + wrong;
  return {
    confirmed,
    wrong,
    precision: n === 0 ? 0 : rounded(confirmed / n),
    atLeast: rounded(lowerBound(confirmed, n)),
    atMost: rounded(1 - lowerBound(wrong, n)),
  };
}

/** The least part with which `successes` or more of `n` are not yet a surprise. */
export function lowerBound(successes: number, n: number): number {
  if (successes === 0) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (tail(successes, n, middle) < RISK) low = middle;
    else high = middle;
  }
  return low;
}

/** Probability of `successes` or more of `n`, each with probability p. */
function tail(successes: number, n: number, p: number): number {
  let logTerm = n * Math.log1p(-p);
  let below = 0;
  for (let k = 0; k < successes; k += 1) {
    below += Math.exp(logTerm);
    logTerm += Math.log(((n - k) / (k + 1)) * (p / (1 - p)));
  }
  return 1 - below;
}

function rounded(part: number): number {
  return Math.round(part * 1_000) / 1_000;
}
