import type { Queryable } from '@hormesis/database';

/** What all windows of one second, or of whatever length they have, counted together. */
export type WindowCounts = {
  start: string;
  durationMs: number;
  total: number;
  bad: number;
  /** They counted everybody; else they are the sum of their parts. */
  whole: boolean;
};

export type WindowCountsFilter = {
  service: string;
  environment: string;
  metric: string;
  /** Windows that begin at or after, in RFC 3339. */
  from: string;
  /** Windows that begin before. */
  to: string;
};

/** The counts of a metric window by window, in order of time; parts are added up in the database, for there may be many. */
export function readWindowCounts(db: Queryable, filter: WindowCountsFilter): Promise<WindowCounts[]> {
  const { service, environment, metric, from, to } = filter;
  return db.query<WindowCounts>(
    `SELECT start, duration_ms AS "durationMs", sum(total)::float8 AS total, sum(bad)::float8 AS bad,
            cohort = 'all' AS whole
     FROM read.signal_window
     WHERE service = $1 AND environment = $2 AND metric = $3
       AND start >= $4::timestamptz AND start < $5::timestamptz
     GROUP BY start, duration_ms, cohort = 'all' ORDER BY start, duration_ms`,
    [service, environment, metric, from, to],
  );
}
