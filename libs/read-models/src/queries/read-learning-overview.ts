import type { LearningOverview } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type FailureClassesFilter, readFailureClasses } from './read-failure-classes.js';

/** Every class of failure, page by page, and how many proposals stand where. `now`: what is overdue then. */
export async function readLearningOverview(
  db: Queryable,
  filter: FailureClassesFilter & { now: string },
): Promise<LearningOverview> {
  return { ...(await readFailureClasses(db, filter)), totals: await readTotals(db, filter) };
}

const none: LearningOverview['totals'] = {
  proposed: 0,
  backtested: 0,
  accepted: 0,
  rejected: 0,
  applied: 0,
  retired: 0,
  caught: 0,
  missed: 0,
  notYetExercised: 0,
  overdue: 0,
};

async function readTotals(
  db: Queryable,
  { service, fingerprint, now }: FailureClassesFilter & { now: string },
): Promise<LearningOverview['totals']> {
  const [row] = await db.query<LearningOverview['totals']>(
    `SELECT count(*) FILTER (WHERE p.state = 'proposed') AS proposed,
            count(*) FILTER (WHERE p.state = 'backtested') AS backtested,
            count(*) FILTER (WHERE p.state = 'accepted') AS accepted,
            count(*) FILTER (WHERE p.state = 'rejected') AS rejected,
            count(*) FILTER (WHERE p.state = 'applied') AS applied,
            count(*) FILTER (WHERE p.state = 'retired') AS retired,
            coalesce(sum(p.caught), 0)::bigint AS caught,
            coalesce(sum(p.missed), 0)::bigint AS missed,
            count(*) FILTER (WHERE p.state = 'applied' AND p.caught + p.missed = 0) AS "notYetExercised",
            count(*) FILTER (WHERE p.due < $1 AND p.state IN ('proposed', 'backtested', 'accepted')) AS overdue
     FROM read.proposal p LEFT JOIN read.incident_case c ON c.incident = p.incident AND c.corrected IS NOT NULL
     WHERE p.proposed_at IS NOT NULL AND ($2::text IS NULL OR p.service = $2)
       AND ($3::text IS NULL OR coalesce(c.fingerprint, p.fingerprint) = $3)`,
    [now, service ?? null, fingerprint ?? null],
  );
  return row ?? none;
}
