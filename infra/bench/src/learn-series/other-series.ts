import type { Noise } from '../series/noise.js';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

/** A normal series of another generator than that of `cases.ts`: other noise, steps of 1 s to 1 h, 120 to 20,000 points. */
export type OtherSeries = { kind: string; times: number[]; values: number[]; low: number; whole: boolean };

type Maker = (noise: Noise, times: readonly number[]) => { values: number[]; low?: number; whole?: boolean };

const steps = [1, 5, 15, 60, 300, 900, 3600].map((seconds) => seconds * second);
const lengths = [120, 300, 800, 2000, 6000, 20_000];

/** Two harmonics of the day and one of the week. */
function rhythm(noise: Noise): (t: number) => number {
  const [a, b, c] = [noise.between(0.2, 0.6), noise.between(0, 0.25), noise.between(0, 0.15)];
  const [p, q] = [noise.between(0, 6.3), noise.between(0, 6.3)];
  return (t) => {
    const angle = (2 * Math.PI * t) / day;
    return Math.max(
      0.05,
      1 + a * Math.sin(angle + p) + b * Math.sin(2 * angle + q) + c * Math.sin(angle / 7),
    );
  };
}

function laplace(noise: Noise): number {
  return noise.exponential() * noise.sign();
}

function walk(times: readonly number[], next: (before: number, t: number) => number, first = 0): number[] {
  let state = first;
  return times.map((t) => {
    state = next(state, t);
    return state;
  });
}

const makers: Readonly<Record<string, Maker>> = {
  'request rate': (noise, times) => {
    const mean = 10 ** noise.between(0.7, 3.5);
    const now = rhythm(noise);
    const growth = noise.between(-0.02, 0.05);
    const from = times[0] ?? 0;
    const values = times.map((t) => noise.poisson(mean * now(t) * (1 + (growth * (t - from)) / day)));
    return { values, low: 0, whole: true };
  },
  'error count': (noise, times) => {
    const rate = noise.between(0.05, 4);
    const quiet = noise.between(0.2, 0.8);
    return {
      values: times.map(() => (noise.random.chance(quiet) ? 0 : noise.negativeBinomial(rate, 1.5))),
      low: 0,
      whole: true,
    };
  },
  latency: (noise, times) => {
    const memory = noise.between(0.3, 0.95);
    const sigma = noise.between(0.05, 0.25);
    const base = 10 ** noise.between(1, 3);
    const logs = walk(
      times,
      (before) => memory * before + sigma * Math.sqrt(1 - memory ** 2) * laplace(noise),
    );
    return { values: logs.map((log) => base * Math.exp(log)), low: 0 };
  },
  'queue depth': (noise, times) => {
    const load = noise.between(0.5, 0.9);
    const served = noise.between(2, 30);
    const values = walk(times, (before) =>
      Math.max(0, before + noise.poisson(load * served) - noise.poisson(served)),
    );
    return { values, low: 0, whole: true };
  },
  processor: (noise, times) => {
    const memory = noise.between(0.5, 0.97);
    const now = rhythm(noise);
    const busy = noise.between(-2, 0.5);
    const states = walk(
      times,
      (before) => memory * before + 0.4 * Math.sqrt(1 - memory ** 2) * noise.normal(),
    );
    return {
      values: states.map((state, n) => 100 / (1 + Math.exp(-(busy + now(times[n] ?? 0) + state)))),
      low: 0,
    };
  },
  temperature: (noise, times) => {
    const pull = noise.between(0.001, 0.02);
    let speed = 0;
    const values = walk(
      times,
      (before) => {
        speed = 0.7 * speed + 0.05 * noise.normal() - pull * 0.1 * (before - 40);
        return before + speed;
      },
      40,
    );
    return { values: values.map((value) => Math.round(10 * (value + 0.05 * noise.normal())) / 10) };
  },
  returns: (noise, times) => {
    let variance = 1;
    let last = 0;
    const values = times.map(() => {
      variance = 0.05 + 0.08 * last ** 2 + 0.87 * variance;
      last = Math.sqrt(variance) * noise.normal();
      return last;
    });
    return { values };
  },
  'disk in use': (noise, times) => {
    const every = noise.whole(60, 400);
    const height = noise.between(10, 60);
    const values = times.map((_, n) => 20 + (height * (n % every)) / every + 0.5 * laplace(noise));
    return { values, low: 0 };
  },
  batches: (noise, times) => {
    const every = noise.whole(20, 90);
    const long = Math.max(2, Math.round(every * noise.between(0.1, 0.5)));
    const high = noise.between(20, 300);
    return {
      values: times.map((_, n) =>
        n % every < long ? high * noise.between(0.85, 1.15) : noise.between(0, 2),
      ),
      low: 0,
    };
  },
  sessions: (noise, times) => {
    const now = rhythm(noise);
    const mean = 10 ** noise.between(1, 4);
    const lag = walk(times, (before) => 0.9 * before + 0.03 * noise.normal());
    return {
      values: times.map((t, n) => Math.round(mean * now(t) * Math.exp(lag[n] ?? 0))),
      low: 0,
      whole: true,
    };
  },
  sensor: (noise, times) => ({
    values: times.map(() => 5 + noise.normal() * Math.sqrt(3 / Math.max(0.05, 2 * noise.gamma(1.5)))),
  }),
  gauge: (noise, times) => {
    const values = walk(times, (before) => before + (noise.random.chance(0.01) ? noise.sign() : 0), 10);
    return { values, whole: true };
  },
};

export const otherKinds = Object.keys(makers);

export function otherSeries(kind: string, noise: Noise): OtherSeries {
  const step = noise.random.pick(steps);
  const length = noise.random.pick(lengths);
  const uneven = noise.random.chance(0.25) ? noise.between(0.05, 0.4) : 0;
  const first = Date.UTC(2024, noise.whole(0, 11), noise.whole(1, 28), noise.whole(0, 23));
  const times = Array.from(
    { length },
    (_, n) => first + Math.round(step * (n + uneven * noise.random.fraction())),
  );
  const {
    values,
    low = Number.NEGATIVE_INFINITY,
    whole = false,
  } = (makers[kind] ?? makers.sensor)?.(noise, times) ?? { values: [] };
  return { kind, times, values, low, whole };
}
