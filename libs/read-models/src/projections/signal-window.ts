import { isEvent, type LatencyHistogram } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, integer, json, newer, projection, stamp, text } from '@hormesis/projection';

/** Latency quantiles of a window, milliseconds. */
export type Latency = { p50: number; p95: number; p99: number };

/** Measured windows of counts. A window that its source measured again stands as it was measured last. */
export const signalWindow = projection({
  name: 'signal_window',
  version: 1,
  from: [topics.signals],
  table: 'read.signal_window',
  by: {
    service: text,
    environment: text,
    metric: text,
    cohort: text,
    start: instant,
    durationMs: integer,
    source: text,
  },
  key: (event) => {
    if (!isEvent(event, 'signal.measured')) return null;
    const { service, environment, metric, cohort, start, durationMs } = event.data;
    const { source } = event;
    return { service: service.id, environment: environment.id, metric, cohort, start, durationMs, source };
  },
  rows: 'newest',
  columns: {
    total: integer,
    bad: integer,
    latencyMs: json<Latency>().nullable,
    latency: json<LatencyHistogram>().nullable,
    ...stamp,
  },
  on: {
    'signal.measured': (row, event, position) => {
      const { total, bad, latencyMs = null, latency = null } = event.data;
      return newer(row, event, position, { total, bad, latencyMs, latency });
    },
  },
});
