import type { Window } from '../plan/node.js';
import type { RangeFunction } from '../plan/range-function-node.js';
import { quantileOf } from './quantile.js';

/** Neumaier's sum of the values, written out because it is the inner loop. */
function sumOf({ values, start, end }: Window): number {
  let sum = 0;
  let lost = 0;
  for (let index = start; index < end; index++) {
    const value = values[index] as number;
    const next = sum + value;
    if (Math.abs(sum) >= Math.abs(value)) lost += sum - next + value;
    else lost += value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

/** Chooses a value: the first, unless a later one is better or the chosen one is NaN. */
function best(better: (value: number, chosen: number) => boolean): RangeFunction {
  return ({ values, start, end }) => {
    let chosen = values[start] as number;
    for (let index = start + 1; index < end; index++) {
      const value = values[index] as number;
      if (better(value, chosen) || Number.isNaN(chosen)) chosen = value;
    }
    return chosen;
  };
}

/** Welford's variance of the values. */
function varianceOf({ values, start, end }: Window): number {
  let mean = 0;
  let squares = 0;
  for (let index = start; index < end; index++) {
    const value = values[index] as number;
    const delta = value - mean;
    mean += delta / (index - start + 1);
    squares += delta * (value - mean);
  }
  return squares / (end - start);
}

function count(differs: (value: number, before: number) => boolean): RangeFunction {
  return ({ values, start, end }) => {
    let found = 0;
    for (let index = start + 1; index < end; index++)
      if (differs(values[index] as number, values[index - 1] as number)) found++;
    return found;
  };
}

export const overTime: Readonly<Record<string, RangeFunction>> = {
  avg_over_time: (window) => sumOf(window) / (window.end - window.start),
  sum_over_time: sumOf,
  count_over_time: ({ start, end }) => end - start,
  last_over_time: ({ values, end }) => values[end - 1],
  present_over_time: () => 1,
  min_over_time: best((value, chosen) => value < chosen),
  max_over_time: best((value, chosen) => value > chosen),
  stdvar_over_time: varianceOf,
  stddev_over_time: (window) => Math.sqrt(varianceOf(window)),
  changes: count((value, before) => value !== before && !(Number.isNaN(value) && Number.isNaN(before))),
  resets: count((value, before) => value < before),
};

let space = new Float64Array(1024);

/** The quantile of the samples in a window. */
export function quantileOverTime(fraction: number, { values, start, end }: Window): number {
  const length = end - start;
  if (space.length < length) space = new Float64Array(length * 2);
  for (let index = 0; index < length; index++) space[index] = values[start + index] as number;
  return quantileOf(fraction, space, length);
}
