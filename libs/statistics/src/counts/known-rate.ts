/**
 * Evidence of one window for each lift against a rate that is known from the past (likelihood ratio of Poisson counts):
 * the quickest test there is, and only as honest as the rate.
 */
export function addKnownRate(
  gains: number[],
  exposed: { total: number; bad: number },
  rate: number,
  lifts: readonly number[],
): void {
  const expected = exposed.total * rate;
  for (let i = 0; i < lifts.length; i++) {
    const lift = lifts[i] ?? 1;
    const gain = (exposed.bad === 0 ? 0 : exposed.bad * Math.log(lift)) - expected * (lift - 1);
    gains[i] = (gains[i] ?? 0) + gain;
  }
}

/** Nats a second that the test loses at a lift while nothing is wrong. */
export function knownRateDrift(lift: number, exposedPerSecond: number, rate: number): number {
  return rate * exposedPerSecond * (lift - 1 - Math.log(lift));
}
