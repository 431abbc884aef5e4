import type { SeriesSource } from '@hormesis/promql';
import { requestsMetric } from '@hormesis/recording';

/** Windows that are taken to have come on time without a record of it: known hours later, or sent without that time. */
export function importedIn(source: SeriesSource): number {
  let count = 0;
  for (const { length, seenAt, times } of source.select([
    { label: '__name__', op: '=', value: requestsMetric },
  ])) {
    if (seenAt === undefined) count += length;
    // The first sample is the counter at 0, before its first window.
    else for (let n = 1; n < length; n += 1) if ((seenAt[n] as number) <= (times[n] as number)) count += 1;
  }
  return count;
}
