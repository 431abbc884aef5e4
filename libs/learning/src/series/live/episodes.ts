/** Of the way from what is usual to the threshold: an episode lasts while the statistic is above. */
const release = 0.6;

export type EpisodeSettings = {
  threshold: number;
  centre: number;
  /** So many more points have to be below than above before it is over. */
  rest: number;
};

/** Makes one firing of many points above a threshold: it fires once when it begins, and again only after it was over. */
export class Episodes {
  private below = 0;
  /** Points since it fired; undefined while it does not. */
  firing: number | undefined;

  constructor(private readonly settings: EpisodeSettings) {}

  /** Whether it fires now, having not fired before. */
  take(height: number): boolean {
    const { threshold, centre, rest } = this.settings;
    if (this.firing === undefined) {
      if (!(height >= threshold)) return false;
      this.firing = 0;
      this.below = 0;
      return true;
    }
    this.firing += 1;
    const over = !(height >= centre + release * (threshold - centre));
    this.below = Math.max(0, this.below + (over ? 1 : -1));
    if (this.below >= rest) this.firing = undefined;
    return false;
  }
}
