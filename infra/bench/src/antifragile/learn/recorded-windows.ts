import type { SignalWindow } from '@hormesis/learning';
import type { Matcher, Series, SeriesSource } from '@hormesis/promql';
import { badMetric, latencyMetric, requestsMetric } from '@hormesis/recording';
import { environment } from '../life/guardian.js';
import { metric } from '../watch/sentinel.js';
import { windowMs } from '../world/window.js';

/** The windows of a service that ended after `from` and until `to`, back from the counters that they were added to. */
export function recordedWindows(
  source: SeriesSource,
  service: string,
  from: number,
  to: number,
): SignalWindow[] {
  const bad = byCohort(source.select(named(badMetric, service)));
  const counts = byCohort(source.select(named(`${latencyMetric}_count`, service)));
  const sums = byCohort(source.select(named(`${latencyMetric}_sum`, service)));
  const buckets = Map.groupBy(source.select(named(`${latencyMetric}_bucket`, service)), cohortIn);
  return source.select(named(requestsMetric, service)).flatMap((requests) => {
    const cohort = cohortIn(requests);
    const increase = (series: Series | undefined, n: number) => (series ? grown(series, requests, n) : 0);
    const found: SignalWindow[] = [];
    for (
      let n = Math.max(1, firstAfter(requests, from));
      n < requests.length && at(requests.times, n) <= to;
      n += 1
    ) {
      const end = at(requests.times, n);
      found.push({
        ...{ service, environment, metric, cohort, durationMs: windowMs },
        start: new Date(end - windowMs).toISOString(),
        total: increase(requests, n),
        bad: increase(bad.get(cohort), n),
        latency: {
          count: increase(counts.get(cohort), n),
          sumMs: Math.round(increase(sums.get(cohort), n) * 1_000),
          le: Object.fromEntries(
            (buckets.get(cohort) ?? [])
              .filter(({ labels }) => labels.le !== '+Inf')
              .map((one) => [String(Math.round(Number(one.labels.le) * 1_000)), increase(one, n)]),
          ),
        },
      });
    }
    return found;
  });
}

/** What a counter grew by at the sample of another one of its cohort. */
function grown(series: Series, requests: Series, n: number): number {
  const own = n - (requests.length - series.length);
  if (own < 0) return 0;
  return at(series.values, own) - (own === 0 ? 0 : at(series.values, own - 1));
}

function firstAfter({ times, length }: Series, from: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(times, middle) <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function at(values: ArrayLike<number>, n: number): number {
  return values[n] ?? 0;
}

function named(name: string, service: string): Matcher[] {
  return [
    { label: '__name__', op: '=', value: name },
    { label: 'service', op: '=', value: service },
  ];
}

function byCohort(series: readonly Series[]): Map<string, Series> {
  return new Map(series.map((one) => [cohortIn(one), one]));
}

function cohortIn({ labels }: Series): string {
  return labels.cohort ?? 'all';
}
