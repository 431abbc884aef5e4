import { autocorrelation } from './fourier.js';

const hour = 3_600_000;
const day = 24 * hour;
/** Periods that clocks give. */
const clocks = [hour, day, 7 * day];
/** Cells of time that a period is looked for in, at most. */
const mostCells = 65_536;
/** A series has a period where it is at least so like itself, that far back. */
const alike = 0.2;
/** A value further than this from the mean, in standard deviations, counts as if it were there. */
const clip = 4;
/** Cycles that have to be seen. */
const fewestCycles = 2.2;

/**
 * Periods that the series may have, in ms: the peaks of its autocorrelation behind the first dip, and the day and the week
 * where it is long enough. Which of them helps is for a forecast to say.
 */
export function periodsOf(times: Float64Array, values: Float64Array, step: number): number[] {
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first;
  if (times.length < 24 || !(step > 0) || span < 12 * step) return [];
  const cell = step * Math.max(1, Math.ceil(span / step / mostCells));
  const likeness = autocorrelation(centred(inCells(times, values, first, cell, span)));
  const found = peaks(likeness, Math.floor(span / cell / fewestCycles)).map(
    (lag) => refined(likeness, lag) * cell,
  );
  const clock = clocks.filter((period) => span >= fewestCycles * period && period >= 4 * step);
  const always = clock.filter((period) => period >= day || found.some((one) => isNear(one, period, 0.05)));
  const whole = found.map((period) => Math.round(period / step) * step);
  return [...new Set([...always, ...whole.filter((one, n) => isNear(one, found[n] ?? 0, 0.02)), ...found])];
}

function isNear(one: number, other: number, by: number): boolean {
  return Math.abs(one / other - 1) < by;
}

/** The mean of each cell; one without points has that of the one before. */
function inCells(
  times: Float64Array,
  values: Float64Array,
  first: number,
  cell: number,
  span: number,
): Float64Array {
  const sums = new Float64Array(Math.floor(span / cell) + 1);
  const counts = new Float64Array(sums.length);
  for (const [index, t] of times.entries()) {
    const place = Math.min(sums.length - 1, Math.max(0, Math.round((t - first) / cell)));
    sums[place] = (sums[place] ?? 0) + (values[index] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  let last = values[0] ?? 0;
  return sums.map((sum, place) => {
    const count = counts[place] ?? 0;
    if (count > 0) last = sum / count;
    return last;
  });
}

/** Without its straight line, and without what is far out. */
function centred(cells: Float64Array): Float64Array {
  const middle = (cells.length - 1) / 2;
  let mean = 0;
  for (const value of cells) mean += value / cells.length;
  let along = 0;
  let lengths = 0;
  for (const [n, value] of cells.entries()) {
    along += (n - middle) * (value - mean);
    lengths += (n - middle) ** 2;
  }
  const slope = lengths === 0 ? 0 : along / lengths;
  const straight = cells.map((value, n) => value - mean - slope * (n - middle));
  let squares = 0;
  for (const value of straight) squares += value * value;
  const limit = clip * Math.sqrt(squares / straight.length);
  return straight.map((value) => Math.max(-limit, Math.min(limit, value)));
}

/** The first high peak behind the first dip, and the highest one. */
function peaks(likeness: Float64Array, longest: number): number[] {
  let dip = 1;
  while (dip < longest && (likeness[dip + 1] ?? 0) <= (likeness[dip] ?? 0)) dip += 1;
  const all: number[] = [];
  for (let one = Math.max(3, dip + 1); one < Math.min(longest, likeness.length - 1); one += 1) {
    const here = likeness[one] ?? 0;
    if (here < alike || here < (likeness[one - 1] ?? 0) || here < (likeness[one + 1] ?? 0)) continue;
    all.push(one);
  }
  const height = Math.max(...all.map((one) => likeness[one] ?? 0), 0);
  const highest = all.find((one) => likeness[one] === height);
  const early = all.find((one) => (likeness[one] ?? 0) >= 0.85 * height);
  return [...new Set([early, highest])].filter((one) => one !== undefined);
}

/** Sharper by the peaks at the multiples of the lag, as far as there are any. */
function refined(likeness: Float64Array, lag: number): number {
  let best = vertex(likeness, lag);
  for (let times = 2; times * best < likeness.length - 2; times += 1) {
    const around = Math.round(times * best);
    const reach = Math.max(1, Math.min(Math.floor(lag / 4), Math.ceil(0.5 * times)));
    let top = around;
    for (let near = around - reach; near <= around + reach; near += 1) {
      if ((likeness[near] ?? -1) > (likeness[top] ?? -1)) top = near;
    }
    if ((likeness[top] ?? 0) < alike || Math.abs(top - around) === reach) break;
    best = vertex(likeness, top) / times;
  }
  return best;
}

/** The top of the parabola through a peak and its neighbours. */
function vertex(likeness: Float64Array, lag: number): number {
  const [before = 0, here = 0, after = 0] = likeness.subarray(lag - 1, lag + 2);
  const bend = before - 2 * here + after;
  return bend < 0 ? lag + Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : lag;
}
