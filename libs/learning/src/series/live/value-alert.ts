import { Baseline } from '../baseline/baseline.js';
import type { Judged } from '../fit/judge.js';
import type { Lesson } from '../fit/lesson.js';
import type { Statistic } from '../statistic/statistic.js';
import { Episodes } from './episodes.js';
import type { LiveAlert } from './live-alert.js';

/** An episode is over after so many points below, as a share of the incident that taught it. */
const restShare = 0.2;
const shortestRest = 2;
const longestRest = 30;
/** After so many incidents' length of firing the baseline learns again: that is how it is now. */
const patience = 2.5;
const fewestPatiencePoints = 30;

/** An alert on values, on what follows: its baseline follows slow drift, but not while it fires. */
export class ValueAlert implements LiveAlert {
  private readonly baseline: Baseline | undefined;
  private readonly statistic: Statistic;
  private readonly episodes: Episodes;
  private readonly patience: number;
  private readonly direction: 1 | -1;

  constructor({ track, direction, threshold, centre }: Judged, { from, to }: Lesson) {
    const long = to - from;
    const { baseline } = track.signal;
    this.baseline = baseline && new Baseline(baseline);
    this.statistic = track.make();
    this.direction = direction;
    const rest = Math.max(shortestRest, Math.min(longestRest, Math.round(restShare * long)));
    this.episodes = new Episodes({ threshold, centre, rest });
    this.patience = Math.max(fewestPatiencePoints, patience * long);
  }

  take(t: number, value: number, told = false) {
    const { baseline, episodes } = this;
    const deviation = baseline === undefined ? value : baseline.deviation(t, value);
    const height = Number.isNaN(deviation) ? Number.NaN : this.direction * this.statistic.take(deviation);
    const fires = episodes.take(height);
    const firing = episodes.firing !== undefined && episodes.firing < this.patience;
    if (told || firing) baseline?.pass();
    else baseline?.learn(t, value);
    return fires ? { t, height } : undefined;
  }

  wait(): undefined {
    return undefined;
  }
}
