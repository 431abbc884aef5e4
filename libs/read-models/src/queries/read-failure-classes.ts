import type { FailureClassSummary, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type ClassGuard, type Occurrence, summariseClass } from '../learning/summarise-class.js';
import { columnList } from '../paging/column-list.js';
import { type Paging, readPage } from '../paging/list.js';

export type FailureClassesFilter = Paging & {
  service?: string | undefined;
  fingerprint?: string | undefined;
};

const classes = `(SELECT fingerprint, max(onset) AS last_onset, array_agg(DISTINCT service) AS services
  FROM read.incident_case WHERE assembled_at IS NOT NULL GROUP BY fingerprint) AS failure_class`;

/** The classes of failure, that with the latest occurrence first. */
export async function readFailureClasses(
  db: Queryable,
  filter: FailureClassesFilter = {},
): Promise<Page<FailureClassSummary>> {
  const list = {
    from: classes,
    columns: ['fingerprint'],
    sort: { lastOnset: 'timestamptz', fingerprint: 'text' } as const,
    where: [
      ['? = ANY(services)', filter.service],
      ['fingerprint = ?', filter.fingerprint],
    ] as const,
  };
  const { items, next } = await readPage<{ fingerprint: string }>(db, list, filter);
  return {
    items: await summaries(
      db,
      items.map(({ fingerprint }) => fingerprint),
    ),
    next,
  };
}

/** One class of failure; `undefined` if no incident is of it. */
export async function readFailureClass(
  db: Queryable,
  fingerprint: string,
): Promise<FailureClassSummary | undefined> {
  const { items } = await readFailureClasses(db, { fingerprint });
  return items[0];
}

async function summaries(db: Queryable, fingerprints: readonly string[]): Promise<FailureClassSummary[]> {
  if (fingerprints.length === 0) return [];
  const [occurrences, guards, open] = [
    await readOccurrences(db, fingerprints),
    await readGuardsOf(db, fingerprints),
    await countOpen(db, fingerprints),
  ];
  return fingerprints.map((fingerprint) =>
    summariseClass(fingerprint, { occurrences, guards, open: open.get(fingerprint) ?? 0 }),
  );
}

const occurrence = [
  ...['fingerprint', 'class', 'incident', 'onset', 'detectMs', 'detectedBy', 'stoppedBy'],
  'exposedUserSeconds',
];

function readOccurrences(db: Queryable, fingerprints: readonly string[]): Promise<Occurrence[]> {
  return db.query<Occurrence>(
    `SELECT ${columnList(occurrence)}, drill IS NOT NULL AS drill FROM read.incident_case
     WHERE fingerprint = ANY($1) AND assembled_at IS NOT NULL ORDER BY onset, incident`,
    [fingerprints],
  );
}

const guard = [
  ...['fingerprint', 'id', 'title', 'state', 'appliedAt', 'caught', 'missed', 'fired', 'rightly'],
  'precision',
];

function readGuardsOf(db: Queryable, fingerprints: readonly string[]): Promise<ClassGuard[]> {
  return db.query<ClassGuard>(
    `SELECT ${columnList(guard)} FROM read.guard WHERE fingerprint = ANY($1) ORDER BY applied_at, id`,
    [fingerprints],
  );
}

/** Proposals that wait for a decision, by the class of the incident that taught them. */
async function countOpen(
  db: Queryable,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ fingerprint: string; open: number }>(
    `SELECT c.fingerprint, count(*) AS open FROM read.proposal p
     JOIN read.incident_case c ON c.incident = p.incident
     WHERE c.fingerprint = ANY($1) AND p.state IN ('proposed', 'backtested') AND p.proposed_at IS NOT NULL
     GROUP BY c.fingerprint`,
    [fingerprints],
  );
  return new Map(rows.map(({ fingerprint, open }) => [fingerprint, open]));
}
