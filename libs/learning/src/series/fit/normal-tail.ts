import { firstFrom } from '../past/order.js';

/** Share of the stretches that make the tail, and how many there are at least and at most. */
const share = 0.25;
const fewest = 8;
const mostOfThem = 60;
/** The shape of a tail that is believed before there are points, what that weighs, and its limits. */
const prior = { shape: 0.15, weight: 20 };
const heaviest = 0.6;
const lightest = 0.02;

/**
 * How often the normal reaches a height: of stretches of the past, the share whose highest value is at least so high. Beyond
 * the highest that was seen, a generalised Pareto tail goes on, with probability-weighted moments (Hosking and Wallis,
 * Technometrics 29, 1987): none seen so high is not never.
 */
export class NormalTail {
  private readonly sorted: Float64Array;
  private readonly edge: number;
  private readonly part: number;
  private readonly shape: number;
  private readonly scale: number;

  /**
   * @param highest The highest value of each stretch, in order of time.
   * @param coarse The tail is at least so wide.
   */
  constructor(highest: Float64Array, coarse: number) {
    this.sorted = highest.toSorted();
    const { length } = this.sorted;
    const count = Math.min(length, mostOfThem, Math.max(fewest, Math.floor(length * share)));
    const tail = this.sorted.subarray(length - count);
    this.edge = this.sorted[length - count - 1] ?? tail[0] ?? 0;
    this.part = count / length;
    const { shape, scale } = paretoOf(tail.map((value) => value - this.edge));
    this.scale = Math.max(scale, coarse);
    this.shape = Math.max(lightest, shape * (scale / this.scale));
  }

  /** The chance that a stretch reaches so high. */
  chance(height: number): number {
    const seen = (this.sorted.length - firstFrom(this.sorted, height)) / this.sorted.length;
    if (height <= this.edge) return seen;
    const beyond = this.part * (1 + (this.shape * (height - this.edge)) / this.scale) ** (-1 / this.shape);
    return Math.max(seen, beyond);
  }
}

function paretoOf(excess: Float64Array): { shape: number; scale: number } {
  const { length } = excess;
  let mean = 0;
  let weighted = 0;
  for (const [n, value] of excess.entries()) {
    mean += value / length;
    weighted += ((1 - (n + 0.65) / length) * value) / length;
  }
  const fitted = mean > 0 && mean > 2 * weighted ? 2 - mean / (mean - 2 * weighted) : prior.shape;
  const believed = (length * Math.min(1, fitted) + prior.weight * prior.shape) / (length + prior.weight);
  const shape = Math.max(lightest, Math.min(heaviest, believed));
  return { shape, scale: mean * (1 - shape) };
}
