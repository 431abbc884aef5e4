export * from './decode.js';
export * from './encode-answer.js';
export type { AnyValue, KeyValue, Resource } from './messages/common.js';
export type { MetricsRequest } from './messages/metrics.js';
export type { TracesRequest } from './messages/traces.js';
export * from './wire/unreadable.js';
