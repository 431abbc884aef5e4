import { Baseline, type BaselineSettings } from '../baseline/baseline.js';
import { quantileOf } from '../past/order.js';
import { periodsOf } from '../past/periods.js';
import type { Lesson } from './lesson.js';

/** A season has to make forecasts so much better. */
const helps = 0.9;
const mostParts = 2016;
const fewestParts = 4;
/** Of the range of all values: no deviation is finer. */
const finestShare = 1e-4;

/** The baselines that fit the series: a level that follows soon, one that follows late, and a season if it has one. */
export function findBaselines(lesson: Lesson): BaselineSettings[] {
  const { normalPoints, from, to } = lesson;
  const long = Math.max(1, to - from);
  const scale = scaleOf(lesson);
  const late = Math.round(Math.min(5000, Math.max(60, normalPoints / 4)));
  const soon = Math.round(Math.min(late / 2, Math.max(25, 3 * long)));
  const usual: BaselineSettings = { name: 'usual', memory: late, drifts: true, ...scale };
  const season = seasonOf(lesson, usual);
  return [
    { name: 'recent', memory: soon, drifts: false, ...scale },
    usual,
    ...(season === undefined ? [] : [season]),
  ];
}

/** Whether the values spread more where they are larger. */
function scaleOf({ values, normal }: Lesson): Pick<BaselineSettings, 'power' | 'floor' | 'finest'> {
  const finest = Math.max(finestShare * rangeOf(values), Number.MIN_VALUE);
  const sorted = values.filter((_, index) => normal[index] === 1).sort();
  const middle = quantileOf(sorted, 0.5);
  const flat = { power: 0, floor: 0, finest };
  if (!((sorted[0] ?? -1) >= 0) || middle <= 0) return flat;
  const floor = 0.05 * middle;
  const steps = { low: 0, high: 0 };
  const counts = { low: 0, high: 0 };
  const means = { low: 0, high: 0 };
  for (let index = 2; index < values.length; index += 1) {
    if (normal[index] !== 1 || normal[index - 1] !== 1 || normal[index - 2] !== 1) continue;
    const before = ((values[index - 1] ?? 0) + (values[index - 2] ?? 0)) / 2;
    const part = before > middle ? 'high' : 'low';
    counts[part] += 1;
    means[part] += before;
    steps[part] += Math.sqrt(Math.abs((values[index] ?? 0) - before));
  }
  if (counts.low < 10 || counts.high < 10 || steps.low === 0) return flat;
  const ratio = Math.max(means.high / counts.high / Math.max(floor, means.low / counts.low), 1.0001);
  const wider = (steps.high / counts.high / (steps.low / counts.low)) ** 2 || 1;
  if (ratio < 1.2) return flat;
  const power = Math.round((2 * Math.log(wider)) / Math.log(ratio)) / 2;
  return { power: Math.max(0, Math.min(1, power)), floor, finest };
}

function rangeOf(values: Float64Array): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

/** The season that makes the best forecasts; undefined where none does. */
function seasonOf(lesson: Lesson, usual: BaselineSettings): BaselineSettings | undefined {
  const { times, values, normal, step } = lesson;
  const quiet = values.map((value, index) => (normal[index] === 1 ? value : Number.NaN));
  for (let index = 1; index < quiet.length; index += 1) {
    if (Number.isNaN(quiet[index] ?? 0)) quiet[index] = quiet[index - 1] ?? 0;
  }
  let best: BaselineSettings | undefined;
  let least = 1;
  for (const period of periodsOf(times, quiet, step)) {
    for (const settings of seasonsWith(period, lesson, usual)) {
      const error = errorBeside(settings, usual, lesson);
      if (error >= least * (best === undefined ? helps : 0.98)) continue;
      best = settings;
      least = error;
    }
  }
  return best;
}

function seasonsWith(period: number, { step }: Lesson, usual: BaselineSettings): BaselineSettings[] {
  const points = period / step;
  const parts = Math.round(Math.min(mostParts, points));
  if (parts < fewestParts) return [];
  const smooths = new Set([0, 1, Math.round(parts / 48), Math.round(parts / 16)]);
  const memory = Math.round(Math.min(5000, Math.max(usual.memory / 2, points)));
  return [...smooths]
    .filter((smooth) => 2 * smooth + 1 < parts)
    .map((smooth) => ({
      ...usual,
      name: 'season',
      memory,
      season: { period, parts, smooth, pointsAPart: Math.max(1, points / parts) },
    }));
}

/** The mean error of a season's forecasts as a share of that of a level alone, where there are both. */
function errorBeside(settings: BaselineSettings, usual: BaselineSettings, lesson: Lesson): number {
  const { times, values, labelled, normal } = lesson;
  const seasonal = new Baseline(settings);
  const plain = new Baseline({ ...usual, memory: settings.memory });
  let own = 0;
  let other = 0;
  let count = 0;
  for (const [index, value] of values.entries()) {
    const t = times[index] ?? 0;
    const expected = seasonal.expected(t);
    if (normal[index] === 1 && !Number.isNaN(expected)) {
      own += Math.abs(value - expected);
      other += Math.abs(value - plain.expected(t));
      count += 1;
    }
    if (labelled[index] === 1) continue;
    seasonal.learn(t, value);
    plain.learn(t, value);
  }
  return count < 20 || other === 0 ? 1 : own / other;
}
