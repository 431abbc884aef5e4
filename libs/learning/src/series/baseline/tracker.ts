/** How many usual deviations a value may move the estimates at most, once there are `steady` of them. */
const clip = 4;
const steady = 10;
/** Mean absolute deviation to standard deviation, of a normal distribution. */
const toDeviation = 1.2533;
/** How much slower than the level its drift is learnt. */
const driftMemory = 2;
/** A deviation counts as this at most, in usual ones. */
const farthest = 1e6;

export type TrackerSettings = {
  /** Points after which an old one weighs a third of a new one. */
  memory: number;
  /** How the usual deviation grows with what is expected: 0 not at all, 0.5 as of counts, 1 in proportion. */
  power: number;
  /** What is expected counts as this at least, when the usual deviation is made of it. */
  floor: number;
  /** The usual deviation is at least this. */
  finest: number;
  /** Whether a lasting drift of the level is made good. */
  drifts: boolean;
};

/** The level that a stream keeps to, beside its season, and the usual deviation from it. Both follow slowly. */
export class Tracker {
  /**
   * @param levelPoints Points that the level was learnt from so far.
   * @param spreadPoints Points that the usual deviation was learnt from.
   */
  constructor(
    private readonly settings: TrackerSettings,
    public level = 0,
    public spread = 0,
    public drift = 0,
    private levelPoints = 0,
    private spreadPoints = 0,
  ) {}

  /** How far the value is from what is expected, in usual deviations; NaN while that is not known. */
  deviation(season: number, value: number): number {
    if (this.spreadPoints < 2 * steady) return Number.NaN;
    const expected = this.expected(season);
    const scale = Math.max(this.settings.finest, this.spread * this.growth(expected));
    return Math.max(-farthest, Math.min(farthest, (value - expected) / scale));
  }

  /** What is expected where so much is of the season. The level lags behind a lasting drift: that is made good. */
  expected(season: number): number {
    return season + this.level + this.drift * this.settings.memory;
  }

  /** Learns from a value. Returns the value as it counted: one far out counts as if it were less far. */
  take(season: number, value: number): number {
    const { memory } = this.settings;
    this.levelPoints += 1;
    if (this.levelPoints === 1) {
      this.level = value - season;
      return value;
    }
    const expected = this.expected(season);
    const growth = this.growth(expected);
    const error = this.clipped((value - expected) / growth);
    this.spreadPoints += 1;
    const behind = expected + error * growth - season - this.level;
    const step = rateOf(this.levelPoints, memory) * behind;
    this.level += step;
    if (this.settings.drifts && this.levelPoints > memory)
      this.drift += (step - this.drift) / (driftMemory * memory);
    this.spread += rateOf(this.spreadPoints, memory) * (toDeviation * Math.abs(error) - this.spread);
    return expected + error * growth;
  }

  /** A point passed that is not to be learnt from: the level goes on as it used to. */
  pass(): void {
    this.level += this.drift;
  }

  private clipped(error: number): number {
    if (this.spreadPoints <= steady || this.spread === 0) return error;
    const limit = clip * this.spread;
    return Math.max(-limit, Math.min(limit, error));
  }

  private growth(expected: number): number {
    const { power, floor } = this.settings;
    return power === 0 ? 1 : Math.max(expected, floor) ** power;
  }
}

/** The first points weigh the more the later they came: what the begin got wrong is soon forgotten. */
function rateOf(points: number, memory: number): number {
  return Math.max(2 / (points + 1), 1 / memory);
}
