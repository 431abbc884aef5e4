/**
 * The reverse test: is the harm gone? Evidence that bad counts are as they were before, against that they still stand at
 * half the lift (in logarithms), as a sequential probability ratio test (Wald 1945). It may be looked at at any time.
 */
export type Recovery = {
  rate: number;
  lift: number;
  dispersion: number;
  /** Nats for “recovered”; negative: for “still harmed”. */
  nats: number;
  total: number;
  bad: number;
};

export type Verdict = 'recovered' | 'still-harmed' | 'undecided';

/**
 * @param rate how often something bad happened before the harm
 * @param lift how many times as often it happened while harmed
 * @throws RangeError when there is nothing to recover from: a lift of at most 1
 */
export function recovery(rate: number, lift: number, dispersion = 1): Recovery {
  if (!(lift > 1)) throw new RangeError(`A lift of ${lift} is no harm: there is nothing to recover from.`);
  return { rate, lift, dispersion: Math.max(1, dispersion), nats: 0, total: 0, bad: 0 };
}

/** Takes a window after the action. */
export function takeRecovery(state: Recovery, total: number, bad: number): Recovery {
  return {
    ...state,
    nats: state.nats + calmOf(total, bad, state.rate, state.lift) / state.dispersion,
    total: state.total + total,
    bad: state.bad + bad,
  };
}

/** @param chance of saying “recovered” or “still harmed” wrongly */
export function verdictOf({ nats }: Recovery, chance = 0.01): Verdict {
  const enough = Math.log((1 - chance) / chance);
  if (nats >= enough) return 'recovered';
  return nats <= -enough ? 'still-harmed' : 'undecided';
}

/** Nats of one window for “as before”, against half of the lift. */
export function calmOf(total: number, bad: number, rate: number, lift: number): number {
  const half = Math.max(1.3, Math.sqrt(lift));
  return rate * total * (half - 1) - bad * Math.log(half);
}
