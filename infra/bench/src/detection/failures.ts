import type { Random } from '../traffic/random.js';
import { binomial, geometric } from './draws.js';

/**
 * Failed requests of one cohort. Each failure may be tried again and fail again: then errors come in bursts of geometric
 * length, in the same second or spread over the next ones, and each try is a request more.
 */
export class Failures {
  private readonly ahead: number[] = [];

  constructor(
    private readonly random: Random,
    private readonly burst: number,
    private readonly spread: number,
  ) {}

  /** What `requests` first tries come to, where each fails with this probability whatever the bursts. */
  next(requests: number, probability: number): { total: number; bad: number } {
    const { random } = this;
    const first = binomial(random, requests, probability / this.burst);
    let now = first;
    for (let n = 0; n < first; n += 1) {
      for (let tries = geometric(random, this.burst) - 1; tries > 0; tries -= 1) {
        const later = this.spread > 1 ? random.below(this.spread) : 0;
        if (later === 0) now += 1;
        else this.ahead[later - 1] = (this.ahead[later - 1] ?? 0) + 1;
      }
    }
    const again = now - first + (this.ahead.shift() ?? 0);
    return { total: requests + again, bad: first + again };
  }
}
