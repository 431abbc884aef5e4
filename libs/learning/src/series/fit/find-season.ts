import { Baseline, type BaselineSettings } from '../baseline/baseline.js';
import { periodsOf } from '../past/periods.js';
import type { Lesson } from './lesson.js';

/** The error of a season’s forecasts, beside that of a level alone, and beside that of a season found before. */
const helps = 0.9;
const helpsMore = 0.98;
const mostParts = 2016;
const fewestParts = 4;

/** The season that makes the best forecasts; undefined where none does. */
export function findSeason(lesson: Lesson, usual: BaselineSettings): BaselineSettings | undefined {
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
      if (error >= least * (best === undefined ? helps : helpsMore)) continue;
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
