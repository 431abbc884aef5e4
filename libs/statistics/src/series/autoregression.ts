const forget = 0.9995;
/** The uncertainty of the weights at the begin, and the one at which it is reset: it grows while nothing moves. */
const unsure = 10;
const lost = 1e4;

/**
 * The next value as a weighted sum of the last `order` ones, the weights by recursive least squares. The input has to be
 * of a scale near 1. `order` squared work a value.
 */
export class Autoregression {
  private readonly weights: Float64Array;
  private readonly last: Float64Array;
  private readonly gain: Float64Array;
  private readonly covariance: Float64Array;
  private seen = 0;

  constructor(private readonly order: number) {
    this.weights = new Float64Array(order);
    this.last = new Float64Array(order);
    this.gain = new Float64Array(order);
    this.covariance = new Float64Array(order * order);
    this.reset();
  }

  /** What should come next; undefined while there are too few values to say. */
  next(): number | undefined {
    if (this.seen < 2 * this.order) return undefined;
    return this.forecast();
  }

  /** @param limit How far off the forecast the value may count at most. */
  take(value: number, limit: number): void {
    if (this.seen >= this.order) {
      const error = value - this.forecast();
      this.learn(Math.max(-limit, Math.min(limit, error)));
    }
    this.last.copyWithin(1, 0, this.order - 1);
    this.last[0] = value;
    this.seen += 1;
  }

  /** What was taken is no longer next to what comes. */
  interrupt(): void {
    this.seen = 0;
  }

  private forecast(): number {
    let sum = 0;
    for (let n = 0; n < this.order; n += 1) sum += (this.weights[n] ?? 0) * (this.last[n] ?? 0);
    return sum;
  }

  private learn(error: number): void {
    const { order, gain, covariance, last, weights } = this;
    let power = forget;
    for (let row = 0; row < order; row += 1) {
      let sum = 0;
      for (let n = 0; n < order; n += 1) sum += (covariance[row * order + n] ?? 0) * (last[n] ?? 0);
      gain[row] = sum;
      power += sum * (last[row] ?? 0);
    }
    let largest = 0;
    for (let row = 0; row < order; row += 1) {
      const step = (gain[row] ?? 0) / power;
      weights[row] = (weights[row] ?? 0) + step * error;
      for (let n = 0; n <= row; n += 1) {
        const one = ((covariance[row * order + n] ?? 0) - step * (gain[n] ?? 0)) / forget;
        covariance[row * order + n] = one;
        covariance[n * order + row] = one;
      }
      largest = Math.max(largest, covariance[row * order + row] ?? 0);
    }
    if (!(largest < lost)) this.reset();
  }

  private reset(): void {
    this.covariance.fill(0);
    for (let n = 0; n < this.order; n += 1) this.covariance[n * this.order + n] = unsure;
  }
}
