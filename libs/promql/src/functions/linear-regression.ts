import type { Window } from '../plan/node.js';
import { exactSum } from './exact-sum.js';

/** Least squares through the samples of a window; the intercept is the line's value at `origin` (ms). */
export function linearRegression() {
  const sums = { x: exactSum(), y: exactSum(), xy: exactSum(), xx: exactSum() };
  return ({ times, values, start, end }: Window, origin: number): { slope: number; intercept: number } => {
    for (const sum of Object.values(sums)) sum.clear();
    const first = values[start] as number;
    let constant = true;
    for (let index = start; index < end; index++) {
      const x = ((times[index] as number) - origin) / 1000;
      const y = values[index] as number;
      if (y !== first) constant = false;
      sums.x.add(x);
      sums.y.add(y);
      sums.xy.add(x * y);
      sums.xx.add(x * x);
    }
    if (constant)
      return Number.isFinite(first)
        ? { slope: 0, intercept: first }
        : { slope: Number.NaN, intercept: Number.NaN };
    const count = end - start;
    const x = sums.x.total();
    const y = sums.y.total();
    const slope = (sums.xy.total() - (x * y) / count) / (sums.xx.total() - (x * x) / count);
    return { slope, intercept: y / count - (slope * x) / count };
  };
}
