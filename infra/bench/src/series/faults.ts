import type { FaultName, Healthy } from './backgrounds/background.js';
import type { Noise } from './noise.js';

/** Changes the values of a series from `from` on and returns where what is wrong ends. */
type Fault = (healthy: Healthy, from: number, noise: Noise) => number;

/** What can go wrong with a series. Sizes are drawn in steps of its scale, from hardly visible to plain. */
export const faults: Readonly<Record<FaultName, Fault>> = {
  spike: (healthy, from, noise) =>
    lift(healthy, from, noise.whole(1, 4), noise.between(5, 14) * direction(healthy, noise)),
  dip: (healthy, from, noise) => lift(healthy, from, noise.whole(3, 40), -noise.between(4, 10)),
  burst: (healthy, from, noise) => {
    const height = noise.between(4, 12);
    const long = noise.whole(6, 36);
    return change(
      healthy,
      from,
      long,
      (value, n) => value + healthy.scale * height * (n < 2 ? 0.6 : 0.85 ** (n - 2)),
    );
  },
  shift: (healthy, from, noise) =>
    lift(healthy, from, noise.whole(60, 400), noise.between(2.5, 7) * direction(healthy, noise)),
  drift: (healthy, from, noise) => {
    const long = noise.whole(100, 400);
    const height = noise.between(4, 9) * direction(healthy, noise);
    return change(healthy, from, long, (value, n) => value + (healthy.scale * height * n) / long);
  },
  variance: (healthy, from, noise) => {
    const factor = noise.between(2.5, 6);
    return change(
      healthy,
      from,
      noise.whole(40, 250),
      (value) => value + healthy.scale * factor * noise.normal(),
    );
  },
  noisy: (healthy, from, noise) => {
    const factor = noise.between(0.5, 2);
    return change(
      healthy,
      from,
      noise.whole(20, 200),
      (value) => value + healthy.scale * factor * noise.normal(),
    );
  },
  flat: (healthy, from, noise) => {
    const stuck = healthy.values[from] ?? 0;
    return change(healthy, from, noise.whole(40, 300), () => stuck);
  },
  'missing season': (healthy, from, noise) => {
    const { values, period } = healthy;
    const lowest = Math.min(...values.slice(Math.max(0, from - period), from));
    const long = Math.max(period, noise.whole(40, 120));
    return change(healthy, from, long, (value) => lowest + 0.1 * (value - lowest));
  },
  amplitude: (healthy, from, noise) => {
    const { values, period } = healthy;
    const before = values.slice(Math.max(0, from - period), from);
    const mean = before.reduce((sum, value) => sum + value, 0) / Math.max(1, before.length);
    const factor = noise.random.chance(0.5) ? noise.between(0.2, 0.5) : noise.between(1.6, 2.5);
    return change(healthy, from, Math.max(30, period), (value) => mean + factor * (value - mean));
  },
  faster: (healthy, from, noise) => {
    const source = healthy.values.slice();
    const factor = noise.random.pick([0.5, 0.7, 1.5, 2]);
    const long = noise.whole(1, 4) * healthy.period;
    return change(
      healthy,
      from,
      long,
      (_, n) => source[from - long + Math.floor(n * factor)] ?? source[from] ?? 0,
    );
  },
  warped: (healthy, from, noise) => {
    const source = healthy.values.slice();
    const long = Math.max(10, Math.floor(healthy.period * noise.between(0.5, 1.5)));
    return change(healthy, from, long, (_, n) => source[from + long - 1 - n] ?? 0);
  },
  outage: (healthy, from, noise) => {
    const to = healthy.floor ?? Math.min(...healthy.values) - 3 * healthy.scale;
    return change(healthy, from, noise.whole(5, 100), () => to);
  },
  'denser spikes': (healthy, from, noise) => {
    const height = noise.between(4, 10);
    return change(healthy, from, noise.whole(100, 300), (value) =>
      noise.random.chance(0.15) ? value + healthy.scale * height : value,
    );
  },
};

function direction(healthy: Healthy, noise: Noise): number {
  return healthy.floor === undefined ? noise.sign() : 1;
}

function lift(healthy: Healthy, from: number, long: number, steps: number): number {
  return change(healthy, from, long, (value) => value + steps * healthy.scale);
}

function change(
  healthy: Healthy,
  from: number,
  long: number,
  to: (value: number, n: number) => number,
): number {
  const end = Math.min(healthy.values.length, from + long);
  const { floor = Number.NEGATIVE_INFINITY, whole } = healthy;
  for (let index = from; index < end; index += 1) {
    const value = Math.max(floor, to(healthy.values[index] ?? 0, index - from));
    healthy.values[index] = whole ? Math.round(value) : value;
  }
  return end;
}
