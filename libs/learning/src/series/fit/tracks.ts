import {
  change,
  mean,
  median,
  roughness,
  type Statistic,
  sameness,
  size,
  surprise,
} from '../statistic/statistic.js';
import { forecastWeights } from './forecast-weights.js';
import type { Lesson } from './lesson.js';
import type { Signal } from './signal.js';

export type Family =
  | 'threshold'
  | 'above-recent'
  | 'above-usual'
  | 'season'
  | 'change'
  | 'surprise'
  | 'roughness'
  | 'flatline'
  | 'silence';

/** Something that an alert could watch. Both directions of it are tried. */
export type Track = {
  family: Family;
  signal: Signal;
  /** Points that the statistic is made of. */
  window: number;
  make: () => Statistic;
  how: 'mean' | 'median' | 'change' | 'size' | 'roughness' | 'sameness' | 'surprise';
  directions: readonly (1 | -1)[];
  /** How much simpler alerts are preferred to it, in usefulness. */
  cost: number;
};

const both = [1, -1] as const;
const windows = [1, 2, 4, 8, 16, 32, 64, 128];
const odd = [3, 7, 15, 31];
const noisy = [4, 8, 16, 32, 64];
const families = { usual: 'above-usual', recent: 'above-recent', season: 'season' } as const;

/** Everything that could be watched of a series, where the incident is so long. */
export function tracksOf(lesson: Lesson, value: Signal, deviations: readonly Signal[]): Track[] {
  const long = Math.max(1, lesson.to - lesson.from);
  const up = (sizes: readonly number[]) => sizes.filter((one) => one <= long);
  const tracks: Track[] = [];
  for (const signal of [value, ...deviations]) {
    const family = signal.baseline === undefined ? 'threshold' : families[signal.baseline.name];
    const cost = signal.baseline === undefined ? 0 : 0.01;
    const of = { family, signal, directions: both } as const;
    for (const window of up(windows))
      tracks.push({ ...of, window, make: () => mean(window), how: 'mean', cost });
    for (const window of up(odd))
      tracks.push({ ...of, window, make: () => median(window), how: 'median', cost: cost + 0.005 });
  }
  const last = deviations.at(-1);
  for (const signal of [value, ...(last?.baseline?.name === 'season' ? [last] : [])]) {
    for (const window of up(windows)) {
      const make = () => change(window);
      tracks.push({ family: 'change', signal, window, make, how: 'change', directions: both, cost: 0.04 });
    }
  }
  if (last !== undefined) tracks.push(...tracksOfNoise(lesson, last, up(noisy)));
  const make = () => sameness();
  tracks.push({
    family: 'flatline',
    signal: value,
    window: 1,
    make,
    how: 'sameness',
    directions: [1],
    cost: 0.01,
  });
  return tracks;
}

function tracksOfNoise(lesson: Lesson, signal: Signal, sizes: readonly number[]): Track[] {
  const weights = forecastWeights(lesson, signal);
  const of = { signal, directions: both, cost: 0.12 } as const;
  return [
    { ...of, family: 'surprise', window: 1, make: () => surprise(weights), how: 'surprise' },
    ...sizes.flatMap((window): Track[] => [
      { ...of, family: 'roughness', window, make: () => roughness(window), how: 'roughness' },
      { ...of, family: 'roughness', window, make: () => size(window), how: 'size' },
    ]),
  ];
}
