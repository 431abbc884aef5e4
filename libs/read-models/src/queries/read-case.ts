import type { IncidentCase } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { columnList } from '../paging/column-list.js';
import { incidentCase } from '../projections/incident-case.js';
import { withStaleSince } from '../stale/with-stale-since.js';

type Row = Omit<IncidentCase, 'staleSince'>;

const columns = [
  ...['incident', 'service', 'environment', 'fingerprint', 'class', 'explained', 'corrected', 'onset'],
  ...['detectedAt', 'endedAt', 'detectMs', 'detectedBy', 'stoppedBy', 'shouldHave', 'why', 'change'],
  ...['reached', 'exposedUserSeconds', 'exemplars', 'earlier', 'evidence'],
] as Exclude<keyof Row, 'drill'>[];

/** What one incident had to teach; `undefined` if no case was assembled of it. */
export async function readCase(db: Queryable, incident: string): Promise<IncidentCase | undefined> {
  const rows = await db.query<Row>(
    `SELECT ${columnList(columns)}, drill IS NOT NULL AS drill FROM read.incident_case
     WHERE incident = $1 AND assembled_at IS NOT NULL`,
    [incident],
  );
  const [found] = await withStaleSince(db, incidentCase.name, rows, (row) => [row.incident]);
  return found;
}
