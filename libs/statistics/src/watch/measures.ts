import type { Counts } from './fold-counts.js';
import type { Cell, CountMeasure, Group, MeanMeasure, MeasureName } from './state.js';

export function badOf({ total, bad }: Cell): Counts {
  return { total, bad };
}

export function tail95Of({ latencyCount, slow }: Cell): Counts {
  return { total: latencyCount, bad: slow[0] };
}

export function tail99Of({ latencyCount, slow }: Cell): Counts {
  return { total: latencyCount, bad: slow[1] };
}

export function measureOf(
  { bad, latency }: Group,
  name: MeasureName,
): CountMeasure | MeanMeasure | undefined {
  if (name === 'bad') return bad;
  return name === 'mean' ? latency?.mean : latency?.tails[name === 'tail95' ? 0 : 1];
}

/** What the anomaly’s `method` begins with. */
export const methodPrefix: Readonly<Record<MeasureName, string>> = {
  bad: 'count',
  mean: 'latency-mean',
  tail95: 'latency-tail-p95',
  tail99: 'latency-tail-p99',
};

/** How a metric’s budget is divided among its measures. */
export function sharesOf(hasLatency: boolean, hasBad: boolean): Readonly<Record<MeasureName, number>> {
  if (!hasLatency) return { bad: 1, mean: 0, tail95: 0, tail99: 0 };
  return hasBad
    ? { bad: 0.7, mean: 0.12, tail95: 0.09, tail99: 0.09 }
    : { bad: 0.2, mean: 0.4, tail95: 0.2, tail99: 0.2 };
}
