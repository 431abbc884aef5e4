import { type Message, many, maybe, one } from '../wire/message.js';
import type { Read } from '../wire/read.js';
import { attributes, attributesAt, resource } from './common.js';

// After opentelemetry-proto v1.11.0, metrics/v1/metrics.proto: what windows are made of, the rest is passed over.

const numberPoint = {
  startTimeUnixNano: one(2, 'nanos'),
  timeUnixNano: one(3, 'nanos'),
  asDouble: maybe(4, 'number'),
  asInt: maybe(6, 'fixedint'),
  attributes: attributesAt(7),
  flags: one(8, 'small'),
} as const satisfies Message;

const histogramPoint = {
  startTimeUnixNano: one(2, 'nanos'),
  timeUnixNano: one(3, 'nanos'),
  count: one(4, 'count'),
  sum: maybe(5, 'number'),
  bucketCounts: many(6, 'count'),
  explicitBounds: many(7, 'number'),
  attributes: attributesAt(9),
  flags: one(10, 'small'),
} as const satisfies Message;

const buckets = { offset: one(1, 'zigzag'), bucketCounts: many(2, 'varcount') } as const satisfies Message;

const exponentialPoint = {
  attributes,
  startTimeUnixNano: one(2, 'nanos'),
  timeUnixNano: one(3, 'nanos'),
  count: one(4, 'count'),
  sum: maybe(5, 'number'),
  scale: one(6, 'zigzag'),
  zeroCount: one(7, 'count'),
  positive: maybe(8, buckets),
  negative: maybe(9, buckets),
  flags: one(10, 'small'),
  zeroThreshold: one(14, 'number'),
} as const satisfies Message;

const summaryPoint = { timeUnixNano: one(3, 'nanos') } as const satisfies Message;

const metric = {
  name: one(1, 'text'),
  unit: one(3, 'text'),
  gauge: maybe(5, { dataPoints: many(1, numberPoint) }),
  sum: maybe(7, {
    dataPoints: many(1, numberPoint),
    aggregationTemporality: one(2, 'small'),
    isMonotonic: one(3, 'flag'),
  }),
  histogram: maybe(9, { dataPoints: many(1, histogramPoint), aggregationTemporality: one(2, 'small') }),
  exponentialHistogram: maybe(10, {
    dataPoints: many(1, exponentialPoint),
    aggregationTemporality: one(2, 'small'),
  }),
  summary: maybe(11, { dataPoints: many(1, summaryPoint) }),
} as const satisfies Message;

export const metricsRequest = {
  resourceMetrics: many(1, {
    resource: maybe(1, resource),
    scopeMetrics: many(2, { metrics: many(2, metric) }),
  }),
} as const satisfies Message;

/** `AGGREGATION_TEMPORALITY_DELTA` and `_CUMULATIVE`. */
export const temporality = { delta: 1, cumulative: 2 } as const;
/** The flag of a point that says: nothing was recorded. */
export const noRecordedValue = 1;

export type MetricsRequest = Read<typeof metricsRequest>;
export type Metric = Read<typeof metric>;
export type NumberPoint = Read<typeof numberPoint>;
export type HistogramPoint = Read<typeof histogramPoint>;
export type ExponentialPoint = Read<typeof exponentialPoint>;
