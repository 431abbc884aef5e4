const forget = 0.999;
/** A stream has a period where its correlation with itself, so far back, is at least this. */
const alike = 0.3;
const chooseEvery = 64;

/**
 * The lag, at most `longest` points, at which a stream is most like itself: the highest peak of its autocorrelation behind
 * the first dip. The input has to have a mean near 0. `longest` multiplications a value.
 */
export class Period {
  private readonly ring: Float64Array;
  private readonly products: Float64Array;
  private square = 0;
  private place = 0;
  private filled = 0;
  private lag = 0;

  constructor(private readonly longest: number) {
    this.ring = new Float64Array(longest);
    this.products = new Float64Array(longest + 1);
  }

  /** The value one period before the next one; undefined where there is no period. */
  before(): number | undefined {
    if (this.lag === 0 || this.lag > this.filled) return undefined;
    return this.ring[(this.place - this.lag + this.longest) % this.longest];
  }

  take(value: number): void {
    this.square = forget * this.square + value * value;
    this.correlate(value);
    this.ring[this.place] = value;
    this.place = (this.place + 1) % this.longest;
    this.filled = Math.min(this.longest, this.filled + 1);
    if (this.place % chooseEvery === 0) this.choose();
  }

  /** What was taken is no longer next to what comes. */
  interrupt(): void {
    this.filled = 0;
  }

  private correlate(value: number): void {
    const { ring, products, place, filled, longest } = this;
    for (let lag = 1; lag <= filled; lag += 1) {
      const from = place >= lag ? place - lag : place - lag + longest;
      products[lag] = forget * (products[lag] ?? 0) + value * (ring[from] ?? 0);
    }
  }

  private choose(): void {
    const { products } = this;
    let best = 0;
    let height = alike * this.square;
    for (let lag = this.firstDip(); lag < this.longest; lag += 1) {
      const product = products[lag] ?? 0;
      const peak = product >= (products[lag - 1] ?? 0) && product >= (products[lag + 1] ?? 0);
      if (!peak || product <= height) continue;
      best = lag;
      height = 1.05 * product;
    }
    this.lag = best;
  }

  private firstDip(): number {
    const { products, square } = this;
    let lag = 1;
    while (lag < this.longest && falling(products, lag) && (products[lag] ?? 0) > alike * square) lag += 1;
    return lag + 1;
  }
}

function falling(products: Float64Array, lag: number): boolean {
  return (products[lag + 1] ?? 0) <= (products[lag] ?? 0);
}
