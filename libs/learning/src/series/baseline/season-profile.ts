/** Cycles after which an old one weighs a third of a new one. */
const memory = 8;

export type SeasonSettings = {
  /** Of a cycle, in ms. */
  period: number;
  /** Parts that a cycle is cut into. */
  parts: number;
  /** Neighbours on each side that a part is smoothed over. */
  smooth: number;
  /** Points that usually fall into a part. */
  pointsAPart: number;
};

/** What is usual in each part of a cycle, beside the level; learnt as it goes by. */
export class SeasonProfile {
  private readonly means: Float64Array;
  private readonly counts: Float64Array;
  private begin = Number.NaN;
  private sum = 0;
  private points = 0;
  /** Whether a whole cycle was seen. */
  whole = false;

  constructor(private readonly settings: SeasonSettings) {
    this.means = new Float64Array(settings.parts);
    this.counts = new Float64Array(settings.parts);
  }

  /** NaN until a whole cycle was seen. */
  at(t: number): number {
    if (!this.whole) return Number.NaN;
    const { parts, smooth } = this.settings;
    const part = this.partOf(t);
    let sum = 0;
    let known = 0;
    for (let near = part - smooth; near <= part + smooth; near += 1) {
      const place = (near + parts) % parts;
      if (this.counts[place] === 0) continue;
      sum += this.means[place] ?? 0;
      known += 1;
    }
    return known === 0 ? Number.NaN : sum / known;
  }

  /** @param rest The value without the level; the value itself in the first cycle. */
  take(t: number, rest: number): void {
    if (Number.isNaN(this.begin)) this.begin = t;
    const part = this.partOf(t);
    const count = (this.counts[part] ?? 0) + 1;
    this.counts[part] = count;
    const rate = Math.max(1 / count, 1 / (memory * this.settings.pointsAPart));
    this.means[part] = (this.means[part] ?? 0) + rate * (rest - (this.means[part] ?? 0));
    if (this.whole) return;
    this.sum += rest;
    this.points += 1;
  }

  /** At the first time behind the first cycle: takes the level out of what was learnt, and returns it. */
  complete(t: number): number | undefined {
    if (this.whole || !(t - this.begin >= this.settings.period)) return undefined;
    this.whole = true;
    const level = this.sum / this.points;
    for (const [part, count] of this.counts.entries()) {
      if (count > 0) this.means[part] = (this.means[part] ?? 0) - level;
    }
    return level;
  }

  private partOf(t: number): number {
    const { period, parts } = this.settings;
    const into = t - Math.floor(t / period) * period;
    return Math.min(parts - 1, Math.floor((into / period) * parts));
  }
}
