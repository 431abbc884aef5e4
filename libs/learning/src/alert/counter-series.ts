import { endOf, type SignalWindow } from '../case/signal-window.js';

/**
 * Recorded windows as two counters, read every `stepMs`: what Prometheus would have scraped. Sample `i` is the count
 * of all windows that had ended by `originMs + i * stepMs`.
 */
export type CounterSeries = {
  originMs: number;
  stepMs: number;
  requests: readonly number[];
  bad: readonly number[];
};

const steps = [15_000, 30_000, 60_000];

/** Samples windows of one cohort; the step is the shortest of 15, 30 and 60 s that no window is longer than. */
export function counterSeries(windows: readonly SignalWindow[]): CounterSeries {
  const longest = Math.max(...windows.map(({ durationMs }) => durationMs));
  const stepMs = steps.find((step) => step >= longest) ?? 60_000;
  const firstEnd = Math.min(...windows.map(endOf));
  const originMs = (Math.ceil(firstEnd / stepMs) - 1) * stepMs;
  const length = Math.ceil((Math.max(...windows.map(endOf)) - originMs) / stepMs) + 1;

  const requests = new Array<number>(length).fill(0);
  const bad = new Array<number>(length).fill(0);
  for (const window of windows) {
    const sample = Math.ceil((endOf(window) - originMs) / stepMs);
    requests[sample] = (requests[sample] ?? 0) + window.total;
    bad[sample] = (bad[sample] ?? 0) + window.bad;
  }
  return { originMs, stepMs, requests: runningSum(requests), bad: runningSum(bad) };
}

/** When sample `index` was read, in milliseconds since the epoch. */
export function timeOf(series: CounterSeries, index: number): number {
  return series.originMs + index * series.stepMs;
}

/** The last sample read at or before that instant; -1 if there is none. */
export function sampleAt(series: CounterSeries, ms: number): number {
  const index = Math.floor((ms - series.originMs) / series.stepMs);
  return Math.max(-1, Math.min(index, series.requests.length - 1));
}

function runningSum(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum;
  });
}
