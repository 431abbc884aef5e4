import { type CohortPart, cohortOf } from '@hormesis/events';
import type { SignalWindow } from '@hormesis/otlp';
import type { Sample } from './prometheus-client.js';
import type { PrometheusQuery } from './prometheus-config.js';

/** What Prometheus said of one step of a query. */
export type StepAnswers = {
  total: readonly Sample[];
  bad: readonly Sample[];
  buckets: readonly Sample[];
  sum: readonly Sample[];
};

type Place = { service: string; environment: string; cohort: string };

/**
 * One window for each service, environment and cohort of which Prometheus knows the total. Without a total there is
 * none: it is not known that nothing came. Without bad ones none was bad, for their series begins with the first of them.
 */
export function windowsOfStep(query: PrometheusQuery, end: Date, answers: StepAnswers): SignalWindow[] {
  const bad = byPlace(query, answers.bad);
  const sums = byPlace(query, answers.sum);
  const buckets = byPlace(query, answers.buckets);
  const durationMs = query.intervalSeconds * 1_000;
  return [...byPlace(query, answers.total)].map(([key, { place, samples }]) => {
    const failed = requestsOf(bad.get(key)?.samples ?? []);
    const latency = histogramOf(query, buckets.get(key)?.samples ?? [], sums.get(key)?.samples ?? []);
    return {
      ...place,
      metric: query.metric,
      source: `/prometheus/${encodeURIComponent(query.name)}`,
      startMs: end.getTime() - durationMs,
      durationMs,
      total: Math.max(requestsOf(samples), failed),
      bad: failed,
      ...(latency ? { latency } : {}),
    };
  });
}

type Group = { place: Place; samples: Sample[] };

/** Samples by where they were measured; those that do not say which service are of no use. */
function byPlace(query: PrometheusQuery, samples: readonly Sample[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const sample of samples) {
    const place = placeOf(query, sample);
    if (!place) continue;
    const key = JSON.stringify(place);
    const group = groups.get(key) ?? { place, samples: [] };
    group.samples.push(sample);
    groups.set(key, group);
  }
  return groups;
}

function placeOf({ service, environment, cohort }: PrometheusQuery, { labels }: Sample): Place | undefined {
  const says = (name: string | { label: string }) => (typeof name === 'string' ? name : labels[name.label]);
  const [of, where] = [says(service), says(environment)];
  return of && where
    ? { service: of, environment: where, cohort: cohortOf(partsOf(cohort, labels)) }
    : undefined;
}

function partsOf(names: PrometheusQuery['cohort'], labels: Sample['labels']): CohortPart[] {
  const says = (label: string | undefined) => (label === undefined ? undefined : labels[label] || undefined);
  const [version, pod, key, variant] = [
    says(names.version),
    says(names.pod),
    says(names.flag),
    says(names.variant),
  ];
  return [
    ...(version ? [{ kind: 'version' as const, version }] : []),
    ...(pod ? [{ kind: 'pod' as const, name: pod }] : []),
    ...(key ? [{ kind: 'flag' as const, key, ...(variant ? { variant } : {}) }] : []),
  ];
}

/** `increase()` estimates what came between two reads: a number that need not be whole. */
function requestsOf(samples: readonly Sample[]): number {
  return Math.max(0, Math.round(samples.reduce((sum, { value }) => sum + value, 0)));
}

function histogramOf({ latency }: PrometheusQuery, buckets: readonly Sample[], sums: readonly Sample[]) {
  const toMs = latency?.unit === 'ms' ? 1 : 1_000;
  const values = new Map<number, number>();
  for (const { labels, value } of buckets) {
    const bound = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le) * toMs;
    if (!Number.isNaN(bound)) values.set(bound, (values.get(bound) ?? 0) + value);
  }
  const steps = [...values]
    .sort(([a], [b]) => a - b)
    .map(([bound, value]) => [bound, Math.round(value)] as const);
  const [last] = steps.slice(-1);
  if (!last || last[0] !== Number.POSITIVE_INFINITY || sums.length === 0) return undefined;
  const sumMs = sums.reduce((sum, { value }) => sum + value, 0) * toMs;
  const named = steps.map(([bound, n]) => [
    bound === last[0] ? '+Inf' : String(Number(bound.toPrecision(6))),
    n,
  ]);
  return { count: last[1], sumMs: Math.max(0, sumMs), le: Object.fromEntries(named) };
}
