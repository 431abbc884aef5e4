import { Alarm } from './alarm.js';
import { Witnesses } from './witnesses.js';

/** A point of a series: milliseconds, and a number; null or not finite where nothing was measured. */
export type SeriesPoint = { t: number; value: number | null };

/** Scores from here on are alarms. */
export const seriesAlarm = 0.99;

export type SeriesOptions = {
  /** Points at the begin without an alarm. Default: 150. */
  warmUp?: number;
};

export type SeriesScorer = {
  /** The score of the next point, 0 to 1: how unusual it and the points just before it are beside the series' past. */
  take: (point: SeriesPoint) => number;
};

const defaultWarmUp = 150;
/** What each point adds to the moving mean of surprise, and how much of its own surprise counts at once. */
const smoothing = 0.1;
const atOnce = 0.5;
/** Points as surprising as this, or in the middle of what is as surprising for a while, are suspect: they teach less. */
const suspect = 4;
const suspectFor = 2.7;
const suspectShare = 0.2;
/** Between scores of the same order: the signal at which a score is 63 % of what it can be. */
const scale = 5;
/** Scores of points that do not alarm stay below. */
const highest = 0.98;
/** A pause of so many usual steps is a hole. */
const hole = 5;

/**
 * Scores a series point by point, never looking ahead, in constant memory and time. Several simple witnesses (level, clock
 * profiles, period, forecast, shift, variance) each judge a point by their own past; their combined surprise is the
 * score. It rises with what is unusual and stays high while it lasts; it is `seriesAlarm` or more only where something
 * begins, and the more rarely the more often that was lately.
 */
export function seriesScorer(options: SeriesOptions = {}): SeriesScorer {
  return new Scorer(options.warmUp ?? defaultWarmUp);
}

class Scorer implements SeriesScorer {
  private readonly alarm = new Alarm();
  private witnesses: Witnesses | undefined;
  private seen = 0;
  private lasting = 0;
  private lastTime = 0;
  private step = 0;

  constructor(private readonly warmUp: number) {}

  take({ t, value }: SeriesPoint): number {
    if (value === null || !Number.isFinite(value)) return 0;
    this.seen += 1;
    const witnesses = this.witnesses;
    if (witnesses === undefined) {
      this.witnesses = new Witnesses(value);
      this.lastTime = t;
      return 0;
    }
    if (this.hole(t)) witnesses.interrupt();
    const warm = this.seen > this.warmUp;
    const surprise = witnesses.see(t, value);
    const isSuspect = warm && (surprise > suspect || this.lasting > suspectFor);
    witnesses.learn(t, value, isSuspect ? suspectShare : 1);
    this.lasting += smoothing * (surprise - this.lasting);
    const signal = Math.max(0, this.lasting, atOnce * surprise);
    const beyond = warm ? this.alarm.take(signal) : undefined;
    return beyond === undefined
      ? highest * saturated(signal)
      : seriesAlarm + (1 - seriesAlarm) * saturated(beyond);
  }

  private hole(t: number): boolean {
    const pause = t - this.lastTime;
    this.lastTime = t;
    const usual = this.step;
    const rate = Math.max(1 / this.seen, 0.01);
    this.step += rate * (Math.min(pause, this.seen > 10 ? 3 * usual : pause) - usual);
    return this.seen > 10 && pause > hole * usual;
  }
}

function saturated(signal: number): number {
  return 1 - Math.exp(-signal / scale);
}
