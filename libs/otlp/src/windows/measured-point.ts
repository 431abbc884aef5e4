import {
  type Metric,
  type MetricsRequest,
  type NumberPoint,
  noRecordedValue,
  temporality,
} from '../messages/metrics.js';
import { type Attributes, attributesOf } from './attribute-text.js';
import { type Buckets, explicitBuckets, exponentialBuckets } from './buckets.js';

/** How many, how much in all where that was measured, and how it was spread. */
export type Value = { count: number; sum?: number; buckets?: Buckets };

/** A point that counts something over a time. */
export type MeasuredPoint = {
  resource: Attributes;
  metric: string;
  unit: string;
  attributes: Attributes;
  /** Since when it counts, nanoseconds; 0 if it does not say. */
  since: bigint;
  /** When it was read, milliseconds. */
  endMs: number;
  isCumulative: boolean;
  value: Value;
};

/** What was sent under one name for one resource: its points, or why they count nothing. */
export type MeasuredMetric = {
  resource: Attributes;
  name: string;
  points: readonly MeasuredPoint[];
  /** Points that cannot be used, and why. */
  unusable?: { points: number; because: string };
};

/** Every metric of a request, whose name `isWanted`. */
export function* metricsIn(
  { resourceMetrics }: MetricsRequest,
  isWanted: (name: string) => boolean,
): Generator<MeasuredMetric> {
  for (const { resource, scopeMetrics } of resourceMetrics) {
    const about = attributesOf(resource?.attributes ?? []);
    for (const { metrics } of scopeMetrics) {
      for (const metric of metrics) if (isWanted(metric.name)) yield measuredMetric(metric, about);
    }
  }
}

/** How many points a request brings, of whatever kind. */
export function pointsIn({ resourceMetrics }: MetricsRequest): number {
  const metrics = resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap((scope) => scope.metrics),
  );
  return metrics.reduce((sum, metric) => sum + (dataOf(metric)?.dataPoints.length ?? 0), 0);
}

function dataOf({ gauge, sum, histogram, exponentialHistogram, summary }: Metric) {
  return sum ?? histogram ?? exponentialHistogram ?? gauge ?? summary;
}

function measuredMetric(metric: Metric, resource: Attributes): MeasuredMetric {
  const { name, sum, histogram, exponentialHistogram } = metric;
  const points = dataOf(metric)?.dataPoints.length ?? 0;
  const unusable = (because: string) => ({ resource, name, points: [], unusable: { points, because } });
  const data = sum ?? histogram ?? exponentialHistogram;
  if (!data)
    return points === 0 ? { resource, name, points: [] } : unusable(`${name} is no sum and no histogram`);
  if (sum && !sum.isMonotonic) return unusable(`${name} is a sum that can fall`);
  const { aggregationTemporality: kind } = data;
  if (kind !== temporality.delta && kind !== temporality.cumulative) {
    return unusable(`${name} does not say whether it is delta or cumulative`);
  }
  return { resource, name, points: measuredPoints(metric, resource, kind === temporality.cumulative) };
}

function measuredPoints(metric: Metric, resource: Attributes, isCumulative: boolean): MeasuredPoint[] {
  const { name, unit, sum, histogram, exponentialHistogram } = metric;
  const point = (sent: Sent, value: Value): MeasuredPoint[] => {
    if ((sent.flags & noRecordedValue) !== 0 || !Number.isFinite(value.count)) return [];
    const { attributes, startTimeUnixNano: since, timeUnixNano } = sent;
    const endMs = Number(timeUnixNano / 1_000_000n);
    return [
      {
        resource,
        metric: name,
        unit,
        attributes: attributesOf(attributes),
        since,
        endMs,
        isCumulative,
        value,
      },
    ];
  };
  if (sum) return sum.dataPoints.flatMap((sent) => point(sent, { count: numberOf(sent) }));
  if (histogram) {
    return histogram.dataPoints.flatMap((sent) => point(sent, spread(sent, explicitBuckets(sent))));
  }
  return (exponentialHistogram?.dataPoints ?? []).flatMap((sent) =>
    point(sent, spread(sent, exponentialBuckets(sent))),
  );
}

type Sent = Pick<NumberPoint, 'attributes' | 'flags' | 'startTimeUnixNano' | 'timeUnixNano'>;

function numberOf({ asInt, asDouble }: NumberPoint): number {
  return asInt ?? asDouble ?? 0;
}

function spread({ count, sum }: { count: number; sum?: number }, buckets: Buckets | undefined): Value {
  return { count, ...(sum === undefined ? {} : { sum }), ...(buckets ? { buckets } : {}) };
}
