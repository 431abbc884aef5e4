/** How many standard deviations a value may move the estimates at most, once there are `steady` of them. */
const clip = 4;
const steady = 10;

/**
 * Mean and standard deviation of a stream that forget. The first values weigh equally; one far out counts as if it were
 * `clip` standard deviations away, so that an outlier hardly moves them while a lasting change does.
 */
export class Moments {
  mean = 0;
  private variance = 0;
  private count = 0;

  /** @param memory Values after which an old one weighs a third of a new one. */
  constructor(private readonly memory: number) {}

  get deviation(): number {
    return Math.sqrt(this.variance);
  }

  /** Root of the mean square. */
  get size(): number {
    return Math.sqrt(this.variance + this.mean * this.mean);
  }

  /** @param share What the value weighs beside a usual one: less than 1 for one that is suspect. */
  take(value: number, share = 1): void {
    this.count += 1;
    const rate = Math.max(1 / this.count, share / this.memory);
    const error = this.clipped(value - this.mean);
    this.mean += rate * error;
    this.variance = (1 - rate) * (this.variance + rate * error * error);
  }

  private clipped(error: number): number {
    const limit = clip * this.deviation;
    if (this.count <= steady || limit === 0) return error;
    return Math.max(-limit, Math.min(limit, error));
  }
}
