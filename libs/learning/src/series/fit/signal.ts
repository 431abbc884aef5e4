import { Baseline, type BaselineSettings } from '../baseline/baseline.js';
import { Tracker } from '../baseline/tracker.js';
import type { Lesson } from './lesson.js';

/** What is watched of each point: the value itself, or how far it is from a baseline, in usual deviations. */
export type Signal = {
  baseline: BaselineSettings | undefined;
  /** One for each point. NaN where the baseline is not known. */
  at: Float64Array;
  /** What the signal would have been, had the values from a point on been these. NaN where it is not known there. */
  had: (index: number, values: Float64Array) => Float64Array;
  /** What was expected of so many points from this one on, by what was known at it. */
  expected: (index: number, points: number) => Float64Array;
};

export function valueSignal({ values }: Lesson): Signal {
  return {
    baseline: undefined,
    at: values,
    had: (_, others) => others,
    expected: (index, points) => values.slice(index, index + points),
  };
}

export function deviationSignal(lesson: Lesson, settings: BaselineSettings): Signal {
  const { times, values, labelled } = lesson;
  const baseline = new Baseline(settings);
  const at = new Float64Array(values.length);
  const seasons = new Float64Array(values.length);
  const levels = new Float64Array(values.length);
  const spreads = new Float64Array(values.length);
  const drifts = new Float64Array(values.length);
  for (const [index, value] of values.entries()) {
    const t = times[index] ?? 0;
    const { level, spread, drift } = baseline.state;
    seasons[index] = baseline.seasonAt(t);
    levels[index] = level;
    spreads[index] = spread;
    drifts[index] = drift;
    at[index] = baseline.deviation(t, value);
    if (labelled[index] === 1) baseline.pass();
    else baseline.learn(t, value);
  }
  return {
    baseline: settings,
    at,
    had(from, others) {
      const { memory } = settings;
      const known = !Number.isNaN(at[from] ?? Number.NaN);
      const tracker = new Tracker(settings, levels[from], spreads[from], drifts[from], memory, memory);
      return others.map((value, n) => {
        const season = seasons[from + n] ?? Number.NaN;
        const deviation = known ? tracker.deviation(season, value) : Number.NaN;
        if (!Number.isNaN(season)) tracker.take(season, value);
        return deviation;
      });
    },
    expected: (from, points) =>
      seasons
        .slice(from, from + points)
        .map((season) => season + (levels[from] ?? 0) + (drifts[from] ?? 0) * settings.memory),
  };
}
