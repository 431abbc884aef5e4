const binsAnOctave = 6;
const smallest = 2 ** -12;
const bins = 200;

/** Points after which an old one weighs a third of a new one. */
const memory = 5000;
/** Shares of the points that make a tail. */
const wide = 0.1;
const narrow = 0.01;
/** A tail has at least that many points. */
const fewest = 4;
/** Mean excess over the begin of a tail, in bins, that is believed before points say otherwise, and what that weighs. */
const priorExcess = 2;
const priorPoints = 4;

/**
 * How unusual a statistic is beside its own past: a streaming tail probability. A histogram of its logarithm, that
 * forgets, answers up to the tail; beyond, a Pareto tail with Hill's estimate of its index goes on. So the answer means
 * the same for light and for heavy tails, whatever the scale. Two tails are asked and the less surprised one is
 * believed: where large values come in a cluster, the wide one ends before it.
 * (Hill, Annals of Statistics 3, 1975; Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory", KDD'17.)
 */
export class Tail {
  private readonly counts = new Float64Array(bins);
  private total = 0;
  private weight = 1;
  private top = 0;

  /** Minus the natural logarithm of the chance of a value as large as this or larger, by what was taken before. */
  surprise(statistic: number): number {
    const place = placeOf(statistic);
    const byWide = this.beyond(place, wide);
    if (byWide === undefined) return this.within(place);
    return Math.min(byWide, this.beyond(place, narrow) ?? this.within(place));
  }

  /** @param share What the value weighs beside a usual one: less than 1 for one that is suspect. */
  take(statistic: number, share = 1): void {
    const bin = Math.floor(placeOf(statistic));
    this.counts[bin] = (this.counts[bin] ?? 0) + share * this.weight;
    this.top = Math.max(this.top, bin);
    this.total += share * this.weight;
    this.weight /= 1 - 1 / memory;
    if (this.weight > 1e100) this.rescale();
  }

  /** By the Pareto tail of the largest `share` of the points; undefined where the place is not in it. */
  private beyond(place: number, share: number): number | undefined {
    const goal = Math.max(share * this.total, fewest * this.weight);
    let edge = this.top + 1;
    let above = 0;
    let excess = 0;
    while (edge > 0 && above < goal) {
      edge -= 1;
      excess += above;
      above += this.counts[edge] ?? 0;
    }
    if (place < edge) return undefined;
    const meanExcess =
      ((excess + above / 2) / this.weight + priorExcess * priorPoints) / (above / this.weight + priorPoints);
    return (place - edge) / meanExcess + this.rarity(above);
  }

  /** By the histogram alone. */
  private within(place: number): number {
    const bin = Math.floor(place);
    let above = (this.counts[bin] ?? 0) * (bin + 1 - place);
    for (let one = this.top; one > bin; one -= 1) above += this.counts[one] ?? 0;
    return this.rarity(above);
  }

  private rarity(above: number): number {
    return Math.log((this.total + this.weight) / (above + this.weight));
  }

  private rescale(): void {
    for (const [bin, count] of this.counts.entries()) this.counts[bin] = count / this.weight;
    this.total /= this.weight;
    this.weight = 1;
  }
}

/** The bin of a statistic, with the part of it that lies below. */
function placeOf(statistic: number): number {
  if (!(statistic > smallest)) return 0;
  return Math.min(bins - 1e-6, Math.log2(statistic / smallest) * binsAnOctave);
}
