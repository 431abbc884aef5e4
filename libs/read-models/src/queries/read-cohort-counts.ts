import type { Queryable } from '@hormesis/database';

/** What was counted of one cohort in ten seconds. */
export type CohortCounts = { cohort: string; end: string; total: number; bad: number };

export type CohortCountsFilter = {
  service: string;
  environment: string;
  metric: string;
  /** Windows that begin at or after, in RFC 3339. */
  from: string;
  /** Windows that begin before. */
  to: string;
};

/** Ten-second counts of each cohort of a service, but for `all`; added up in the database, for there may be many windows. */
export function readCohortCounts(db: Queryable, filter: CohortCountsFilter): Promise<CohortCounts[]> {
  const { service, environment, metric, from, to } = filter;
  return db.query<CohortCounts>(
    `SELECT cohort, to_timestamp(floor(extract(epoch FROM start) / 10) * 10 + 10) AS "end",
            sum(total)::float8 AS total, sum(bad)::float8 AS bad
     FROM read.signal_window
     WHERE service = $1 AND environment = $2 AND metric = $3 AND cohort <> 'all'
       AND start >= $4::timestamptz AND start < $5::timestamptz
     GROUP BY 1, 2 ORDER BY 2, 1`,
    [service, environment, metric, from, to],
  );
}
