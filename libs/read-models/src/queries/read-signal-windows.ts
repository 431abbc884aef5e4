import type { Queryable } from '@hormesis/database';
import type { LatencyHistogram } from '@hormesis/events';
import { columnList } from '../paging/column-list.js';
import type { Latency } from '../projections/signal-window.js';

/** One measured window of counts. */
export type SignalWindow = {
  service: string;
  environment: string;
  metric: string;
  cohort: string;
  source: string;
  start: string;
  durationMs: number;
  total: number;
  bad: number;
  latencyMs: Latency | null;
  latency: LatencyHistogram | null;
  eventId: string;
};

export type SignalWindowsFilter = {
  service: string;
  environment: string;
  metric?: string | undefined;
  /** Windows that begin at or after, in RFC 3339. */
  from: string;
  /** Windows that begin before. */
  to: string;
};

const columns = [
  'service',
  'environment',
  'metric',
  'cohort',
  'source',
  'start',
  'durationMs',
  'total',
  'bad',
  'latencyMs',
  'latency',
  'eventId',
] satisfies (keyof SignalWindow)[];

/** The windows of a service in an environment, in order of time. */
export function readSignalWindows(db: Queryable, filter: SignalWindowsFilter): Promise<SignalWindow[]> {
  const { service, environment, metric = null, from, to } = filter;
  return db.query<SignalWindow>(
    `SELECT ${columnList(columns)} FROM read.signal_window
     WHERE service = $1 AND environment = $2 AND start >= $3::timestamptz AND start < $4::timestamptz
       AND ($5::text IS NULL OR metric = $5)
     ORDER BY start, metric, cohort, duration_ms, source`,
    [service, environment, from, to, metric],
  );
}
