import type { BaselineSettings } from '../baseline/baseline.js';
import { quantileOf } from '../past/order.js';
import { findSeason } from './find-season.js';
import type { Lesson } from './lesson.js';

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
  const season = findSeason(lesson, usual);
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
