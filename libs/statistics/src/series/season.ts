const day = 86_400_000;

/** The usual value of each part of a cycle of the clock, learnt as it goes by. */
export class Season {
  private readonly means: Float64Array;
  private readonly cycles: Float64Array;
  private readonly latest: Float64Array;
  private part = 0;
  private points = 0;
  private usualPoints = 1;

  /**
   * @param length Of the cycle, in ms.
   * @param parts Parts that the cycle is cut into.
   * @param memory Cycles after which an old one weighs a third of a new one.
   */
  constructor(
    private readonly length: number,
    private readonly parts: number,
    private readonly memory: number,
  ) {
    this.means = new Float64Array(parts);
    this.cycles = new Float64Array(parts);
    this.latest = new Float64Array(parts).fill(Number.NaN);
  }

  static daily(): Season {
    return new Season(day, 48, 8);
  }

  static weekly(): Season {
    return new Season(7 * day, 168, 6);
  }

  /** The usual value at `t`; undefined where this part of the cycle was not seen in an earlier cycle. */
  at(t: number): number | undefined {
    const part = this.partOf(t);
    const cycles = this.cycles[part] ?? 0;
    const earlier = this.latest[part] === this.cycleOf(t) ? cycles - 1 : cycles;
    return earlier > 0 ? this.means[part] : undefined;
  }

  /** @param share What the value weighs beside a usual one: less than 1 for one that is suspect. */
  take(t: number, value: number, share = 1): void {
    const part = this.partOf(t);
    this.visit(part, this.cycleOf(t));
    const cycles = this.cycles[part] ?? 1;
    const rate = cycles === 1 ? 1 / this.points : share / (Math.min(cycles, this.memory) * this.usualPoints);
    const mean = this.means[part] ?? 0;
    this.means[part] = mean + rate * (value - mean);
  }

  /** Counts the points of a part in this cycle; the most there ever were are the usual ones. */
  private visit(part: number, cycle: number): void {
    const entered = this.latest[part] !== cycle;
    if (entered) {
      this.latest[part] = cycle;
      this.cycles[part] = (this.cycles[part] ?? 0) + 1;
    }
    this.points = entered || part !== this.part ? 1 : this.points + 1;
    this.part = part;
    this.usualPoints = Math.max(this.usualPoints, this.points);
  }

  private partOf(t: number): number {
    const into = t - this.cycleOf(t) * this.length;
    return Math.min(this.parts - 1, Math.floor((into / this.length) * this.parts));
  }

  private cycleOf(t: number): number {
    return Math.floor(t / this.length);
  }
}
