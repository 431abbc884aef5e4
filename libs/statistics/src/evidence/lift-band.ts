/** Bad and all requests. */
export type Tallied = { total: number; bad: number };

/** How many times worse the exposed fare: between `low` and `high`, most likely about `likeliest`. */
export type LiftInterval = { low: number; likeliest: number; high: number };

const steps = 61;
const range = { least: 0.1, most: 100 };
const lifts = Array.from(
  { length: steps },
  (_, step) => range.least * (range.most / range.least) ** (step / (steps - 1)),
);

/**
 * A confidence sequence for the lift: how many times more often a request of the exposed is bad than one of the control.
 * Whenever it is looked at, the true lift lies outside with at most the given chance. It holds the lifts that a mixture
 * over all of them does not refute (Robbins 1970; for counts given the traffic: Lindon et al., KDD 2022).
 */
export class LiftBand {
  private readonly logLikelihood = new Float64Array(steps);

  /** @param dispersion variance by mean of bad counts; it divides the evidence, for bursts are not independent requests. */
  add(exposed: Tallied, control: Tallied, dispersion = 1): void {
    const bad = exposed.bad + control.bad;
    if (bad === 0 || exposed.total === 0 || control.total === 0) return;
    for (let step = 0; step < steps; step += 1) {
      const weight = (lifts[step] ?? 1) * exposed.total;
      const share = weight / (weight + control.total);
      const gain = exposed.bad * Math.log(share) + control.bad * Math.log1p(-share);
      this.logLikelihood[step] = (this.logLikelihood[step] ?? 0) + gain / dispersion;
    }
  }

  /** @param chance that the band ever misses the true lift, 0 to 1 */
  at(chance: number): LiftInterval {
    const most = Math.max(...this.logLikelihood);
    const mixture =
      most + Math.log(this.logLikelihood.reduce((sum, each) => sum + Math.exp(each - most), 0) / steps);
    const floor = mixture - Math.log(1 / chance);
    const inside = lifts.filter((_, step) => (this.logLikelihood[step] ?? 0) >= floor);
    const likeliest = lifts[this.logLikelihood.indexOf(most)] ?? 1;
    return { low: inside[0] ?? likeliest, likeliest, high: inside.at(-1) ?? likeliest };
  }
}
