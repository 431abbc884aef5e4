import type { Matcher, SeriesSource } from '@hormesis/promql';
import { requestsMetric } from '@hormesis/recording';
import type { Period } from '../facts/facts.js';

/** How many samples of a record lie before or after a period: they are read to look back, and judge nothing. */
export function windowsOutside(source: SeriesSource, { from, to }: Period, service?: string): number {
  const matchers: Matcher[] = [
    { label: '__name__', op: '=', value: requestsMetric },
    ...(service === undefined ? [] : [{ label: 'service', op: '=' as const, value: service }]),
  ];
  let count = 0;
  for (const { length, times } of source.select(matchers)) {
    // The first sample is the counter at 0, before its first window.
    for (let n = 1; n < length; n += 1) {
      const end = times[n] as number;
      if (end <= from || end > to) count += 1;
    }
  }
  return count;
}
