import type { IncidentDetail, IncidentSummary, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { columnList } from '../paging/column-list.js';
import { type Paging, readPage } from '../paging/list.js';
import { incident } from '../projections/incident.js';
import { withStaleSince } from '../stale/with-stale-since.js';

export type IncidentsFilter = Paging & {
  service?: string | undefined;
  environment?: string | undefined;
  /** `unresolved`: in any phase but `resolved`. */
  phase?: IncidentSummary['phase'] | 'unresolved' | undefined;
  severity?: IncidentSummary['severity'] | undefined;
  /** Detected at or after, in RFC 3339. */
  from?: string | undefined;
  /** Detected before. */
  to?: string | undefined;
};

const summary = [
  'id',
  'phase',
  'severity',
  'service',
  'environment',
  'title',
  'onset',
  'detectedAt',
  'acknowledgedAt',
  'mitigatedAt',
  'resolvedAt',
  'attributedTo',
  'actions',
] satisfies (keyof IncidentSummary)[];

const detail = [
  ...summary,
  'candidates',
  'attributionMethod',
  'acknowledgedBy',
  'resolution',
  'anomalies',
  'proposals',
] satisfies (keyof IncidentDetail)[];

const incidents = '(SELECT *, candidates -> 0 AS attributed_to FROM read.incident) AS incident';

/** The incidents, the latest detected first. */
export async function readIncidents(
  db: Queryable,
  filter: IncidentsFilter = {},
): Promise<Page<IncidentSummary>> {
  const list = {
    from: incidents,
    columns: summary,
    sort: { detectedAt: 'timestamptz', id: 'text' } as const,
    where: [
      ['detected_at IS NOT NULL', true],
      ['service = ?', filter.service],
      ['environment = ?', filter.environment],
      ['phase = ?', filter.phase === 'unresolved' ? undefined : filter.phase],
      ["phase <> 'resolved'", filter.phase === 'unresolved' ? true : undefined],
      ['severity = ?', filter.severity],
      ['detected_at >= ?::timestamptz', filter.from],
      ['detected_at < ?::timestamptz', filter.to],
    ] as const,
  };
  const { items, next } = await readPage<Omit<IncidentSummary, 'staleSince'>>(db, list, filter);
  return { items: await withStaleSince(db, incident.name, items, ({ id }) => [id]), next };
}

/** One incident; `undefined` if there is none. */
export async function readIncident(db: Queryable, id: string): Promise<IncidentDetail | undefined> {
  const rows = await db.query<Omit<IncidentDetail, 'staleSince' | 'asOf'>>(
    `SELECT ${columnList(detail)} FROM ${incidents} WHERE id = $1 AND detected_at IS NOT NULL`,
    [id],
  );
  const [found] = await withStaleSince(db, incident.name, rows, (row) => [row.id]);
  return found;
}
