import { Random } from '../traffic/random.js';
import type { Background } from './backgrounds/background.js';
import { machines } from './backgrounds/machines.js';
import { people } from './backgrounds/people.js';
import { shapes } from './backgrounds/shapes.js';
import { faults } from './faults.js';
import type { LabelledSeries, Range } from './labelled-series.js';
import { nabWindows } from './nab-windows.js';
import { Noise } from './noise.js';

export const backgrounds: readonly Background[] = [...machines, ...people, ...shapes];

/**
 * Series of every kind, `perKind` of each, the same for a seed on every machine: one in seven without a fault, the others
 * with one to four; a few points have no value.
 */
export function synthetic(seed: number, perKind: number): LabelledSeries[] {
  return backgrounds.flatMap((background, n) =>
    Array.from({ length: perKind }, (_, m) =>
      made(background, new Noise(new Random(seed * 100_003 + n * 1009 + m)), m),
    ),
  );
}

function made(background: Background, noise: Noise, n: number): LabelledSeries {
  const healthy = background.make(noise);
  const length = healthy.values.length;
  const count = noise.random.chance(1 / 7) ? 0 : noise.random.pick([1, 1, 2, 2, 3, 4]);
  const anomalies: Range[] = [];
  const free = Math.floor((length * 0.78) / Math.max(1, count));
  for (let one = 0; one < count; one += 1) {
    const from = Math.floor(length * 0.2) + one * free + noise.whole(0, Math.floor(free * 0.6));
    const fault = noise.random.pick(background.faults);
    anomalies.push({ from, to: faults[fault](healthy, from, noise) });
  }
  const gaps = noise.random.chance(0.2) ? 0.002 : 0;
  const points = healthy.times.map((t, index) => ({
    t,
    value: noise.random.chance(gaps) ? null : (healthy.values[index] ?? null),
  }));
  return {
    name: `${background.kind} ${n + 1}`,
    kind: background.kind,
    points,
    anomalies: joined(anomalies),
    windows: nabWindows(anomalies, length),
  };
}

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else result.push({ ...range });
  }
  return result;
}
