import type { LatencyWindow } from './latency-window.js';

/** Counts a bucket, in order of their upper bounds; the last bucket has no upper bound. */
export type Histogram = { bounds: number[]; counts: number[]; total: number };

/** What the windows of a series said about its form: some could be either. */
export type HistogramForm = { cumulative: number; buckets: number };

export function histogramForm(): HistogramForm {
  return { cumulative: 0, buckets: 0 };
}

/**
 * Reads the bounds of a window. Counts are cumulative, as in Prometheus, unless windows of the series have shown that they
 * are counts a bucket: cumulative ones never fall, and counts a bucket never add up to more than all.
 * @param form is learnt from the window
 * @returns undefined where there are fewer than two finite bounds
 */
export function histogramOf(
  { count, le }: LatencyWindow,
  form: HistogramForm = histogramForm(),
): Histogram | undefined {
  if (le === undefined) return undefined;
  const read = inOrder(le);
  const { bounds, values } = read;
  const open = bounds.at(-1) === Number.POSITIVE_INFINITY;
  const finite = open ? bounds.length - 1 : bounds.length;
  if (finite < 2) return undefined;
  learnForm(form, values, count);
  const counts = form.buckets > form.cumulative ? values : differences(values);
  let below = 0;
  for (let i = 0; i < finite; i++) below += counts[i] ?? 0;
  const total = Math.max(count, below);
  if (open) bounds.length = finite;
  counts.length = finite;
  counts.push(total - below);
  return { bounds, counts, total };
}

/** Keys that are whole numbers come in order already, so that most histograms need no sorting. */
function inOrder(le: Readonly<Record<string, number>>): { bounds: number[]; values: number[] } {
  const bounds: number[] = [];
  const values: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let isSorted = true;
  for (const key in le) {
    const bound = boundOf(key);
    const value = le[key];
    if (Number.isNaN(bound) || value === undefined || !Number.isFinite(value)) continue;
    if (bound < last) isSorted = false;
    last = bound;
    bounds.push(bound);
    values.push(value);
  }
  if (isSorted) return { bounds, values };
  const places = bounds.map((_, i) => i).sort((a, b) => (bounds[a] ?? 0) - (bounds[b] ?? 0));
  return { bounds: places.map((i) => bounds[i] ?? 0), values: places.map((i) => values[i] ?? 0) };
}

function learnForm(form: HistogramForm, values: readonly number[], count: number): void {
  let sum = 0;
  let last = 0;
  let falls = false;
  for (const value of values) {
    if (value < last) falls = true;
    last = value;
    sum += value;
  }
  if (falls) form.buckets++;
  else if (sum > count) form.cumulative++;
}

function differences(values: readonly number[]): number[] {
  const counts: number[] = [];
  let last = 0;
  for (const value of values) {
    counts.push(Math.max(0, value - last));
    last = value;
  }
  return counts;
}

function boundOf(key: string): number {
  const bound = Number(key);
  if (!Number.isNaN(bound)) return bound;
  return /^\s*\+?inf(inity)?\s*$/i.test(key) ? Number.POSITIVE_INFINITY : Number.NaN;
}
