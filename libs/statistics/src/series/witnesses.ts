import { Autoregression } from './autoregression.js';
import { Moments } from './moments.js';
import { Period } from './period.js';
import { Season } from './season.js';
import { Witness } from './witness.js';

const memory = 2000;
const order = 12;
const longestPeriod = 300;
const shiftPoints = 25;
const powerPoints = 20;
/** Values beyond, in spreads from the mean, count as this. */
const farthest = 20;
const farShift = 8;
const strongest = 30;
/** Keeps the inverse of a power finite. */
const faintest = 0.02;

/** Everything that looks at a series, and what each of them expects. */
export class Witnesses {
  private readonly slow = new Moments(memory);
  private readonly daily = Season.daily();
  private readonly weekly = Season.weekly();
  private readonly autoregression = new Autoregression(order);
  private readonly repeated = new Period(longestPeriod);

  private readonly level = new Witness();
  private readonly day = new Witness();
  private readonly week = new Witness();
  private readonly period = new Witness();
  private readonly next = new Witness();
  private readonly shift = new Witness();
  private readonly loud = new Witness();
  private readonly calm = new Witness();
  private readonly forecasters = [this.day, this.week, this.period];
  private readonly others = [this.level, this.next, this.shift, this.loud, this.calm];

  private plain = 0;
  private bounded = 0;
  private meanShift = 0;
  private power = 1;

  constructor(first: number) {
    this.slow.take(first);
  }

  /** How surprised they are together: see `together`. */
  see(t: number, value: number): number {
    const spread = this.spread();
    const from = (expected: number | undefined) =>
      expected === undefined ? undefined : (value - expected) / spread;
    this.plain = (value - this.slow.mean) / spread;
    this.bounded = limited(this.plain, farthest);
    this.level.see(this.plain);
    this.day.see(from(this.daily.at(t)));
    this.week.see(from(this.weekly.at(t)));
    this.period.see(minus(this.bounded, this.repeated.before()));
    this.next.see(this.excused(minus(this.bounded, this.autoregression.next())));
    this.seeShift();
    this.seePower();
    return this.together();
  }

  /** @param share What the point weighs beside a usual one: less than 1 for one that is suspect. */
  learn(t: number, value: number, share: number): void {
    for (const witness of this.forecasters) witness.learn(this.plain, share);
    for (const witness of this.others) witness.learn(this.plain, share);
    this.slow.take(value, share);
    this.daily.take(t, value, share);
    this.weekly.take(t, value, share);
    this.autoregression.take(this.bounded, this.next.far);
    this.repeated.take(this.bounded);
  }

  /** There is a hole in the series: what was before it is not next to what comes. */
  interrupt(): void {
    this.autoregression.interrupt();
    this.repeated.interrupt();
  }

  private spread(): number {
    return Math.max(this.slow.deviation, 1e-9 * Math.abs(this.slow.mean), 1e-12);
  }

  /** What comes as it did a day, a week or a period ago is no surprise, though it jumps. */
  private excused(distance: number | undefined): number | undefined {
    if (distance === undefined) return undefined;
    let least = distance;
    for (const { useful, distance: other } of this.forecasters) {
      if (useful && other !== undefined && Math.abs(other) < Math.abs(least)) least = other;
    }
    return least;
  }

  /** The mean distance of the last points from the best profile of the clock. */
  private seeShift(): void {
    const { day, week } = this;
    const byWeek = week.useful && week.beats(day) ? week.distance : undefined;
    const distance = byWeek ?? (day.useful ? day.distance : undefined) ?? this.plain;
    this.meanShift += (limited(distance, farShift) - this.meanShift) / shiftPoints;
    this.shift.see(this.meanShift);
  }

  /** Whether the last points were harder to forecast than usual, or easier. */
  private seePower(): void {
    const z = this.next.z ?? 0;
    this.power += (Math.min(strongest, z * z) - this.power) / powerPoints;
    this.loud.see(this.power);
    this.calm.see(1 / (faintest + this.power));
  }

  /**
   * Minus the logarithm of the harmonic mean of all chances, which is a chance again up to a factor, however they depend on
   * each other (Wilson, PNAS 116, 2019).
   */
  private together(): number {
    let sum = 0;
    let heard = 0;
    const hear = (witness: Witness) => {
      const surprise = witness.surprise();
      if (surprise === undefined) return;
      sum += Math.exp(Math.min(60, surprise));
      heard += 1;
    };
    for (const witness of this.others) hear(witness);
    for (const witness of this.forecasters) if (witness.useful) hear(witness);
    return heard === 0 ? 0 : Math.log(sum / heard);
  }
}

function minus(value: number, expected: number | undefined): number | undefined {
  return expected === undefined ? undefined : value - expected;
}

function limited(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
