import type { Point } from '../series/labelled-series.js';
import { Noise } from '../series/noise.js';
import { Random } from '../traffic/random.js';
import type { LessonCase, Span } from './lesson-case.js';
import { type OtherSeries, otherKinds, otherSeries } from './other-series.js';

/** What becomes of a normal value: so far into the incident, of so strong an incident, with so large a usual spread. */
type Change = (
  value: number,
  at: { share: number; strength: number; spread: number; first: number; noise: Noise },
) => number | undefined;

const classes: Readonly<
  Record<string, { long: readonly [number, number]; change: (noise: Noise) => Change }>
> = {
  'sudden rise': {
    long: [0.01, 0.05],
    change: (noise) => {
      const height = noise.between(5, 15);
      return (value, { strength, spread }) => value + height * strength * spread;
    },
  },
  'sudden fall': {
    long: [0.01, 0.05],
    change: (noise) => {
      const depth = noise.between(5, 15);
      return (value, { strength, spread }) => value - depth * strength * spread;
    },
  },
  'one point': {
    long: [0, 0],
    change: (noise) => {
      const height = noise.between(8, 20);
      return (value, { strength, spread }) => value + height * strength * spread;
    },
  },
  'slow leak': {
    long: [0.04, 0.08],
    change: (noise) => {
      const height = noise.between(8, 16);
      return (value, { strength, spread, share }) => value + height * strength * spread * share;
    },
  },
  overload: {
    long: [0.01, 0.06],
    change: (noise) => {
      const factor = noise.between(2.5, 6);
      return (value, { strength, spread }) => value * (1 + (factor - 1) * strength) + strength * spread;
    },
  },
  restless: {
    long: [0.02, 0.06],
    change: (noise) => {
      const factor = noise.between(4, 9);
      return (value, { strength, spread, noise: own }) => value + factor * strength * spread * own.normal();
    },
  },
  frozen: {
    long: [0.03, 0.07],
    change:
      () =>
      (_, { first }) =>
        first,
  },
  gone: { long: [0.01, 0.05], change: () => () => undefined },
  swinging: {
    long: [0.03, 0.07],
    change: (noise) => {
      const height = noise.between(5, 12);
      return (value, { strength, spread, share }) =>
        value + height * strength * spread * Math.sin(40 * share);
    },
  },
};

const unseen = 0.3;

/** Cases of the other generator, of every kind and class; nothing is tuned on them. */
export function* otherCases(seed: number, perPair: number): Generator<LessonCase> {
  for (const [n, kind] of otherKinds.entries()) {
    for (const [m, name] of Object.keys(classes).entries()) {
      for (let one = 0; one < perPair; one += 1) {
        yield otherCase(kind, name, new Noise(new Random(seed * 7_000_003 + n * 30_011 + m * 503 + one)));
      }
    }
  }
}

function otherCase(kind: string, name: string, noise: Noise): LessonCase {
  const series = otherSeries(kind, noise);
  const { times, values } = series;
  const { long, change } = classes[name] ?? { long: [0, 0], change: () => (value: number) => value };
  const visible = !noise.random.chance(unseen);
  const points = Math.max(
    name === 'one point' ? 1 : 4,
    Math.round(values.length * noise.between(long[0], long[1])),
  );
  const first = Math.round(values.length * noise.between(0.4, 0.5));
  const how = change(noise);
  const spread = spreadOf(values);
  const made: (number | undefined)[] = [...values];
  const strike = (at: number, count: number, strength: number): Span => {
    for (let into = 0; into < count && visible; into += 1) {
      const now = { share: (into + 1) / count, strength, spread, first: values[at] ?? 0, noise };
      made[at + into] = fitting(series, how(values[at + into] ?? 0, now));
    }
    return { from: times[at] ?? 0, to: times[at + count - 1] ?? 0 };
  };
  const told = strike(first, points, 1);
  const recurrences = [0.65, 0.78, 0.9].flatMap((share) => {
    const at = Math.round(values.length * (share + noise.between(0, 0.02)));
    const count = Math.max(points === 1 ? 1 : 3, Math.round(points * noise.between(0.8, 1.3)));
    return visible && at + count < values.length ? [strike(at, count, noise.between(0.7, 1.4))] : [];
  });
  const told1 = visible ? kind : `${kind}, nothing`;
  return {
    name: `${told1}, ${name}`,
    background: kind,
    incident: name,
    visible,
    points: times.flatMap((t, n): Point[] => (made[n] === undefined ? [] : [{ t, value: made[n] }])),
    told,
    recurrences,
  };
}

/** The larger of what lies between the quartiles, in standard deviations, and of a tenth of the range. */
function spreadOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return Math.max((at(0.75) - at(0.25)) / 1.35, (at(0.98) - at(0.02)) / 10, 1e-3 * Math.abs(at(0.5)), 0.1);
}

function fitting({ low, whole }: OtherSeries, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const bounded = Math.max(low, value);
  return whole ? Math.round(bounded) : bounded;
}
