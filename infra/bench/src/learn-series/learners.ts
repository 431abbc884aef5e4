import { SeriesLearner } from '@hormesis/learning';
import { seriesAlarm, seriesScorer } from '@hormesis/statistics';
import type { Point } from '../series/labelled-series.js';
import type { Span } from './lesson-case.js';

/** A way to learn an alert from one incident. It is given each point once, in order, and the incident when it has ended. */
export type Learner = {
  /** Times at which it fires. */
  take: (point: Point) => number | undefined;
  /** Whether there is an alert from now on. */
  learn: (t: number, incident: Span) => boolean;
  family?: () => string;
};

export type Method = { name: string; start: () => Learner };

export const methods: readonly Method[] = [
  { name: 'hormesis', start: ours },
  { name: 'threshold at geometric mean', start: geometric },
  { name: 'mean ± 3 σ', start: () => sigma(3) },
  { name: 'EWMA, 4 σ', start: () => ewma(4) },
  { name: 'detect --series', start: scorer },
];

function ours(): Learner {
  const learner = new SeriesLearner();
  let family = '-';
  return {
    take: (point) => learner.take(point)?.t,
    learn(t, incident) {
      const taught = learner.learn(t, incident);
      if (taught.kind === 'proposed') family = taught.proposal.expression;
      if (taught.kind === 'withheld' || taught.kind === 'refused') family = taught.reason;
      return taught.kind === 'proposed';
    },
    family: () => family,
  };
}

/** Points below that end an episode: as for ours, several points above in a row are one alarm. */
const rest = 3;

function once(): (high: boolean) => boolean {
  let below = rest;
  return (high) => {
    const fires = high && below >= rest;
    below = high ? 0 : below + 1;
    return fires;
  };
}

/** On the side where the incident is further out: between the extreme of the normal and that of the incident. */
function geometric(): Learner {
  const before: Point[] = [];
  const fires = once();
  let high: ((value: number) => boolean) | undefined;
  return {
    take({ t, value }) {
      if (value === null) return undefined;
      if (high === undefined) before.push({ t, value });
      return high !== undefined && fires(high(value)) ? t : undefined;
    },
    learn(_, { from, to }) {
      const own = before.filter(({ t }) => t >= from && t <= to).map(({ value }) => value ?? 0);
      const normal = before.filter(({ t }) => t < from).map(({ value }) => value ?? 0);
      if (own.length === 0 || normal.length === 0) return false;
      const top = normal.reduce((one, other) => Math.max(one, other));
      const bottom = normal.reduce((one, other) => Math.min(one, other));
      const peak = Math.max(...own);
      const low = Math.min(...own);
      const spread = Math.max(top - bottom, 1e-12);
      if (peak <= top && low >= bottom) return false;
      if (peak - top >= bottom - low) {
        const limit = top > 0 ? Math.sqrt(top * peak) : (top + peak) / 2;
        high = (value) => value > limit || value > top + 100 * spread;
      } else {
        const limit = low > 0 ? Math.sqrt(bottom * low) : (bottom + low) / 2;
        high = (value) => value < limit;
      }
      return true;
    },
  };
}

function sigma(times: number): Learner {
  const fires = once();
  let count = 0;
  let mean = 0;
  let squares = 0;
  let learnt = false;
  return {
    take({ t, value }) {
      if (value === null) return undefined;
      if (learnt) return fires(Math.abs(value - mean) > times * Math.sqrt(squares / count)) ? t : undefined;
      count += 1;
      const error = value - mean;
      mean += error / count;
      squares += error * (value - mean);
      return undefined;
    },
    learn() {
      learnt = true;
      return true;
    },
  };
}

function ewma(times: number): Learner {
  const fires = once();
  let mean = 0;
  let variance = 0;
  let count = 0;
  let learnt = false;
  return {
    take({ t, value }) {
      if (value === null) return undefined;
      count += 1;
      const error = value - mean;
      const high = count > 20 && Math.abs(error) > times * Math.sqrt(variance);
      const rate = Math.max(1 / count, 0.01);
      mean += rate * error;
      variance = (1 - rate) * (variance + rate * error * error);
      return fires(high) && learnt ? t : undefined;
    },
    learn() {
      learnt = true;
      return true;
    },
  };
}

function scorer(): Learner {
  const series = seriesScorer();
  let learnt = false;
  return {
    take: (point) => (series.take(point) >= seriesAlarm && learnt ? point.t : undefined),
    learn() {
      learnt = true;
      return true;
    },
  };
}
