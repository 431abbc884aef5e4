import type { CounterSeries } from './counter-series.js';

/** Samples that the rule's range covers: `rate(…[4 × step])`. */
export const rangeSamples = 4;

/**
 * The rule's expression, `rate(bad) / rate(requests)`, at each sample. Prometheus 2 counts the sample at the left edge
 * of a range, Prometheus 3 does not: both answers are given, and only what holds in both is stated. `NaN`: no data.
 */
export type BadShare = { closed: readonly number[]; leftOpen: readonly number[] };

export function badShare(series: CounterSeries): BadShare {
  return {
    closed: series.requests.map((_, index) => shareOver(series, index, rangeSamples)),
    leftOpen: series.requests.map((_, index) => shareOver(series, index, rangeSamples - 1)),
  };
}

function shareOver({ requests, bad }: CounterSeries, index: number, samplesBack: number): number {
  const from = Math.max(0, index - samplesBack);
  return (at(bad, index) - at(bad, from)) / (at(requests, index) - at(requests, from));
}

function at(samples: readonly number[], index: number): number {
  return samples[index] ?? Number.NaN;
}
