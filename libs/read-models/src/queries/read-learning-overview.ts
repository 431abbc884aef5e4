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
    `WITH known AS (
       SELECT p.state, p.due, p.caught, p.missed, p.exercises
       FROM read.proposal p LEFT JOIN read.incident_case c ON c.incident = p.incident AND c.corrected IS NOT NULL
       WHERE p.proposed_at IS NOT NULL AND ($2::text IS NULL OR p.service = $2)
         AND ($3::text IS NULL OR coalesce(c.fingerprint, p.fingerprint) = $3)),
     exercise AS (
       SELECT e ->> 'on' AS "on", e ->> 'outcome' AS outcome FROM known, jsonb_array_elements(exercises) e)
     SELECT count(*) FILTER (WHERE state = 'proposed') AS proposed,
            count(*) FILTER (WHERE state = 'backtested') AS backtested,
            count(*) FILTER (WHERE state = 'accepted') AS accepted,
            count(*) FILTER (WHERE state = 'rejected') AS rejected,
            count(*) FILTER (WHERE state = 'applied') AS applied,
            count(*) FILTER (WHERE state = 'retired') AS retired,
            (SELECT count(DISTINCT "on") FROM exercise WHERE outcome = 'caught') AS caught,
            (SELECT count(DISTINCT "on") FROM exercise WHERE outcome = 'missed') AS missed,
            count(*) FILTER (WHERE state = 'applied' AND caught + missed = 0) AS "notYetExercised",
            count(*) FILTER (WHERE due < $1 AND state IN ('proposed', 'backtested', 'accepted')) AS overdue
     FROM known`,
    [now, service ?? null, fingerprint ?? null],
  );
  return row ?? none;
}
