import { Random } from '@hormesis/demo-fleet';

/** Draws that depend on their name alone: two lives of one seed meet the same traffic, whatever was decided in them. */
export class Dice extends Random {
  constructor(...name: readonly (string | number)[]) {
    super(hashOf(name.join('/')));
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Spread is of the logarithm. */
  logNormal(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Exact below 30, from there rounded normal. */
  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean >= 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > end; product *= this.next()) count += 1;
    return count;
  }

  /** How many of `count` happen: exact where few do, else rounded normal. */
  override binomial(count: number, probability: number): number {
    const mean = count * probability;
    if (mean <= 0) return 0;
    if (mean < 30 && probability < 0.5) return Math.min(count, this.poisson(mean));
    const drawn = Math.round(mean + Math.sqrt(mean * (1 - probability)) * this.normal());
    return Math.max(0, Math.min(count, drawn));
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash >>> 0;
}
