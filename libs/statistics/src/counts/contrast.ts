/**
 * Evidence of one window for each lift, from exposed against control alone: given that something bad happened, under no
 * harm it fell among the exposed with their share of the traffic. The rate itself does not matter, so neither a peak nor
 * an outage that hits both makes evidence. The sum is the logarithm of an e-process at each lift (grid form of the
 * sequential test for counts, Lindon, Sanden and Shirikian 2022); work is done only when something bad happened.
 * @param floor the lift that is tolerated: evidence is for "more than that"
 */
export function addContrast(
  gains: number[],
  exposed: { total: number; bad: number },
  control: { total: number; bad: number },
  lifts: readonly number[],
  floor = 1,
): void {
  const bad = exposed.bad + control.bad;
  if (bad === 0 || exposed.total === 0 || control.total === 0) return;
  const tolerated = control.total + floor * exposed.total;
  for (let i = 0; i < lifts.length; i++) {
    const lift = lifts[i] ?? 1;
    const gain =
      exposed.bad * Math.log(lift / floor) -
      bad * Math.log((control.total + lift * exposed.total) / tolerated);
    gains[i] = (gains[i] ?? 0) + gain;
  }
}

/** Nats a second that the contrast loses at a lift while nothing is wrong. */
export function contrastDrift(
  lift: number,
  exposedPerSecond: number,
  controlPerSecond: number,
  rate: number,
): number {
  const all = exposedPerSecond + controlPerSecond;
  if (all === 0) return 0;
  const gain = Math.log((controlPerSecond + lift * exposedPerSecond) / all);
  return rate * (all * gain - exposedPerSecond * Math.log(lift));
}
