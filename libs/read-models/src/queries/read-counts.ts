import type { Status } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';

export type Counts = Pick<Status, 'counts' | 'lastEventAt'>;

/** How much there is of each, and when the last event happened; for the status page. */
export async function readCounts(db: Queryable): Promise<Counts> {
  const [row] = await db.query<Counts['counts'] & { lastEventAt: string | null }>(
    `SELECT (SELECT count(DISTINCT service) FROM read.deployment_state) AS services,
            (SELECT count(*) FROM read.deployment_state WHERE phase <> 'removed') AS deployments,
            (SELECT count(*) FROM read.incident WHERE detected_at IS NOT NULL) AS incidents,
            (SELECT count(*) FROM read.incident WHERE detected_at IS NOT NULL AND phase <> 'resolved')
              AS "openIncidents",
            (SELECT count(*) FROM read.proposal WHERE proposed_at IS NOT NULL) AS proposals,
            (SELECT count(*) FROM read.flag_state WHERE NOT removed) AS flags,
            (SELECT max(time) FROM read.timeline_event) AS "lastEventAt"`,
  );
  const none = { services: 0, deployments: 0, incidents: 0, openIncidents: 0, proposals: 0, flags: 0 };
  const { lastEventAt = null, ...counts } = row ?? { ...none, lastEventAt: null };
  return { counts, lastEventAt };
}
