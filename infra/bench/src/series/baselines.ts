import { Random } from '../traffic/random.js';
import type { Method } from './method.js';

const day = 86_400_000;
const hour = 3_600_000;
const forget = 0.01;
/** Points of silence behind an alarm. */
const rest = 300;

/** What one could take without thinking much; each in constant memory, none looks ahead. */
export const baselines: readonly Method[] = [
  { name: 'EWMA z', rest, start: () => ewma(() => 0, 1) },
  { name: 'EWMA z per hour of day', rest, start: () => ewma((t) => Math.floor((t % day) / hour), 24) },
  { name: 'static threshold', rest, start: () => farFromFirst(300) },
  { name: 'random', rest, start: (n) => random(n) },
];

/** How many standard deviations a value is from the moving mean of its group. */
function ewma(groupOf: (t: number) => number, groups: number): ReturnType<Method['start']> {
  const means = new Float64Array(groups);
  const variances = new Float64Array(groups);
  const counts = new Float64Array(groups);
  return ({ t, value }) => {
    if (value === null) return 0;
    const group = groupOf(t);
    const mean = means[group] ?? 0;
    const variance = variances[group] ?? 0;
    const count = (counts[group] ?? 0) + 1;
    const error = value - mean;
    const rate = Math.max(1 / count, forget);
    means[group] = mean + rate * error;
    variances[group] = (1 - rate) * (variance + rate * error * error);
    counts[group] = count;
    return count > 5 ? bounded(Math.abs(error) / Math.max(Math.sqrt(variance), 1e-9)) : 0;
  };
}

/** Distance from the mean of the first points, in their standard deviations. */
function farFromFirst(points: number): ReturnType<Method['start']> {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return ({ value }) => {
    if (value === null) return 0;
    const error = value - mean;
    if (count >= points) return bounded(Math.abs(error) / Math.max(Math.sqrt(squares / points), 1e-9));
    count += 1;
    mean += error / count;
    squares += error * (value - mean);
    return 0;
  };
}

function random(seed: number): ReturnType<Method['start']> {
  const numbers = new Random(seed);
  return () => numbers.fraction();
}

function bounded(z: number): number {
  return z / (1 + z);
}
