import { SeasonProfile, type SeasonSettings } from './season-profile.js';
import { Tracker, type TrackerSettings } from './tracker.js';

export type BaselineSettings = TrackerSettings & {
  name: 'usual' | 'recent' | 'season';
  season?: SeasonSettings;
};

/** How well the level is known after the first cycle, as a share of the memory. */
const known = 0.125;

/** What is expected of a series, from its own past: a slow level and, where it has one, a season on it. */
export class Baseline {
  private readonly season: SeasonProfile | undefined;
  private tracker: Tracker;

  constructor(private readonly settings: BaselineSettings) {
    this.season = settings.season && new SeasonProfile(settings.season);
    this.tracker = new Tracker(settings);
  }

  /** What the season adds at this time; NaN while it is not known. */
  seasonAt(t: number): number {
    return this.season === undefined ? 0 : this.season.at(t);
  }

  /** The level, the usual deviation and the drift as they are now. */
  get state(): { level: number; spread: number; drift: number } {
    return this.tracker;
  }

  /** NaN while the season is not known. */
  expected(t: number): number {
    return this.tracker.expected(this.seasonAt(t));
  }

  deviation(t: number, value: number): number {
    return this.tracker.deviation(this.seasonAt(t), value);
  }

  /** A point passed that is not to be learnt from. */
  pass(): void {
    this.tracker.pass();
  }

  learn(t: number, value: number): void {
    const { season, settings } = this;
    if (season === undefined) {
      this.tracker.take(0, value);
      return;
    }
    const mean = season.complete(t);
    if (mean !== undefined) this.tracker = new Tracker(settings, mean, 0, 0, settings.memory * known);
    const usual = season.at(t);
    if (!Number.isNaN(usual)) season.take(t, this.tracker.take(usual, value) - this.tracker.expected(0));
    else season.take(t, season.whole ? value - this.tracker.expected(0) : value);
  }
}
