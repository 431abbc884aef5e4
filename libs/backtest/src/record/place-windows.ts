import type { Matcher, Series, SeriesSource } from '@hormesis/promql';
import { badMetric, latencyMetric, requestsMetric } from '@hormesis/recording';

/** What a window counted, back from the counters that it was added to. Milliseconds since 1970. */
export type CountedWindow = {
  end: number;
  seenAt: number;
  total: number;
  bad: number;
  latency?: { count: number; sumMs: number; le: Record<string, number> };
};

/** The windows of one metric and cohort, in the order in which they became known. */
export type CohortWindows = { metric: string; cohort: string; windows: readonly CountedWindow[] };

type At = { service: string; environment: string; metric?: string | undefined };

/** The windows of a place that ended within a span: after `from`, until `to`. In the order of metric and cohort. */
export function placeWindows(source: SeriesSource, at: At, from: number, to: number): CohortWindows[] {
  const select = (name: string) => source.select(matchersOf(name, at));
  const bad = byCohort(select(badMetric));
  const latency = latencySeries(select);
  return [...byCohort(select(requestsMetric))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, requests]) => ({
      metric: requests.labels.metric ?? '',
      cohort: requests.labels.cohort ?? '',
      windows: windowsOf(requests, bad.get(key), latency(key), from, to),
    }))
    .filter(({ windows }) => windows.length > 0);
}

function windowsOf(
  requests: Series,
  bad: Series | undefined,
  latency: Latency | undefined,
  from: number,
  to: number,
): CountedWindow[] {
  const windows: CountedWindow[] = [];
  const { times, values, seenAt = times } = requests;
  const first = Math.max(1, firstAfter(requests, from));
  for (let n = first; n < requests.length && (times[n] ?? 0) <= to; n += 1) {
    const end = times[n] ?? 0;
    const timed = latency && latencyAt(latency, end);
    windows.push({
      end,
      seenAt: seenAt[n] ?? end,
      total: (values[n] ?? 0) - (values[n - 1] ?? 0),
      bad: bad ? (bad.values[n] ?? 0) - (bad.values[n - 1] ?? 0) : 0,
      ...(timed ? { latency: timed } : {}),
    });
  }
  return windows;
}

type Latency = { count: Series; sum: Series; buckets: readonly Series[] };

/** Latency may have begun later than the other counters of its place, so its sample is looked up by its time. */
function latencyAt({ count, sum, buckets }: Latency, end: number): CountedWindow['latency'] {
  const at = firstAfter(count, end - 1);
  const increase = ({ values }: Series) => (values[at] ?? 0) - (at === 0 ? 0 : (values[at - 1] ?? 0));
  if (count.times[at] !== end || at >= count.length || increase(count) <= 0) return undefined;
  return {
    count: increase(count),
    sumMs: increase(sum) * 1_000,
    le: Object.fromEntries(buckets.map((bucket) => [boundMs(bucket), increase(bucket)])),
  };
}

function latencySeries(select: (name: string) => readonly Series[]) {
  const counts = byCohort(select(`${latencyMetric}_count`));
  if (counts.size === 0) return () => undefined;
  const sums = byCohort(select(`${latencyMetric}_sum`));
  const buckets = Map.groupBy(select(`${latencyMetric}_bucket`), keyOf);
  return (key: string): Latency | undefined => {
    const count = counts.get(key);
    const sum = sums.get(key);
    return count && sum && { count, sum, buckets: buckets.get(key) ?? [] };
  };
}

/** Place of the first sample after a moment, by halving. */
function firstAfter({ times, length }: Series, after: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

function matchersOf(name: string, { service, environment, metric }: At): Matcher[] {
  return [
    { label: '__name__', op: '=', value: name },
    { label: 'service', op: '=', value: service },
    { label: 'environment', op: '=', value: environment },
    ...(metric === undefined ? [] : [{ label: 'metric', op: '=' as const, value: metric }]),
  ];
}

function byCohort(series: readonly Series[]): Map<string, Series> {
  return new Map(series.map((one) => [keyOf(one), one]));
}

function keyOf({ labels }: Series): string {
  return JSON.stringify([labels.metric, labels.cohort]);
}

function boundMs({ labels: { le = '+Inf' } }: Series): string {
  return le === '+Inf' ? le : String(Number((Number(le) * 1_000).toPrecision(12)));
}
