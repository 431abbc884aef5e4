import type { Random } from '../traffic/random.js';

/** Draws of the kinds that the simulator needs. */
export class Dice {
  constructor(readonly random: Random) {}

  between([low, high]: readonly [number, number]): number {
    return low + (high - low) * this.random.fraction();
  }

  /** Whole, both ends included. */
  whole([low, high]: readonly [number, number]): number {
    return low + this.random.below(high - low + 1);
  }

  /** Even on a logarithmic scale. */
  scale([low, high]: readonly [number, number]): number {
    return Math.exp(this.between([Math.log(low), Math.log(high)]));
  }

  normal(deviation = 1): number {
    const u = 1 - this.random.fraction();
    return deviation * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.random.fraction());
  }

  /** How many of `count` calls fail. */
  failures(count: number, probability: number): number {
    const p = Math.min(1, Math.max(0, probability));
    if (count > 60 && count * p > 10 && count * (1 - p) > 10) {
      const drawn = Math.round(count * p + this.normal(Math.sqrt(count * p * (1 - p))));
      return Math.min(count, Math.max(0, drawn));
    }
    if (count > 60 && p < 0.2) return Math.min(count, this.poisson(count * p));
    let failed = 0;
    for (let n = 0; n < count; n += 1) if (this.chance(p)) failed += 1;
    return failed;
  }

  chance(probability: number): boolean {
    return this.random.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return this.random.pick(items);
  }

  /** One of the names, by their weights. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const entries = Object.entries<number>(weights) as [Name, number][];
    let rest = this.random.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      rest -= weight;
      if (rest < 0) return name;
    }
    return (entries.at(-1) as [Name, number])[0];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let n = result.length - 1; n > 0; n -= 1) {
      const m = this.random.below(n + 1);
      [result[n], result[m]] = [result[m] as T, result[n] as T];
    }
    return result;
  }

  private poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.random.fraction(); product > limit; product *= this.random.fraction()) count += 1;
    return count;
  }
}
