import type { SeriesSource } from '@hormesis/promql';
import { requestsMetric } from '@hormesis/recording';
import type { Period } from '../facts/facts.js';

/** Windows that are taken to have come on time without a record of it: known hours later, or sent without that time. */
export function importedIn(source: SeriesSource, { from, to }: Period): number {
  let count = 0;
  for (const { length, seenAt, times } of source.select([
    { label: '__name__', op: '=', value: requestsMetric },
  ])) {
    // The first sample is the counter at 0, before its first window.
    for (let n = 1; n < length; n += 1) {
      const end = times[n] as number;
      if (end <= from || end > to) continue;
      if (seenAt === undefined || (seenAt[n] as number) <= end) count += 1;
    }
  }
  return count;
}
