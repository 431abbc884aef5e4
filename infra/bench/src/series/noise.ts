import type { Random } from '../traffic/random.js';

/** Random numbers of the usual distributions. */
export class Noise {
  constructor(readonly random: Random) {}

  between(low: number, high: number): number {
    return low + (high - low) * this.random.fraction();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  sign(): number {
    return this.random.chance(0.5) ? 1 : -1;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.random.fraction()));
    return radius * Math.cos(2 * Math.PI * this.random.fraction());
  }

  exponential(): number {
    return -Math.log(1 - this.random.fraction());
  }

  logNormal(sigma: number): number {
    return Math.exp(sigma * this.normal());
  }

  /** Tails as heavy as x to the power of minus `shape`. At least 1. */
  pareto(shape: number): number {
    return (1 - this.random.fraction()) ** (-1 / shape);
  }

  poisson(mean: number): number {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const floor = Math.exp(-mean);
    let count = 0;
    for (let product = this.random.fraction(); product > floor; product *= this.random.fraction()) count += 1;
    return count;
  }

  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.random.fraction() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = this.normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - this.random.fraction()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v;
    }
  }

  /** Counts that vary more than Poisson's: the variance is `mean + mean² / shape`. */
  negativeBinomial(mean: number, shape: number): number {
    return this.poisson((mean * this.gamma(shape)) / shape);
  }
}
