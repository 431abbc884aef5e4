import type { Page, Proposal, WithheldProposal } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { columnList } from '../paging/column-list.js';
import { type Paging, readPage } from '../paging/list.js';
import { proposal } from '../projections/proposal.js';
import { withStaleSince } from '../stale/with-stale-since.js';

export type ProposalsFilter = Paging & {
  service?: string | undefined;
  incident?: string | undefined;
  kind?: Proposal['kind'] | undefined;
  /** Any of them. */
  states?: readonly Proposal['state'][] | undefined;
  /** The class of failure, as people put it right. */
  fingerprint?: string | undefined;
  /** Only those that were to be seen to by a day before this, in RFC 3339, and are not in force. */
  overdueAt?: string | undefined;
};

const columns = [
  ...['id', 'kind', 'proposer', 'class', 'state', 'title', 'rationale', 'verification'],
  ...['instance', 'generalised', 'service', 'environment', 'incident', 'fingerprint', 'files'],
  ...['proposedFiles', 'evidence', 'overlaps', 'alternativeTo', 'variantsTried', 'fittedUntil'],
  ...['backtest', 'checks', 'owner', 'due', 'proposedAt', 'decidedAt', 'decidedBy', 'reason'],
  ...['delivered', 'undelivered', 'appliedAt', 'applied', 'exercises', 'retirement', 'retiredAt'],
  'reopened',
] as (keyof Proposal)[];

type Row = Omit<Proposal, 'staleSince' | 'undelivered'> & {
  undelivered: NonNullable<Proposal['undelivered']>[];
};

const classOf = `coalesce((SELECT c.fingerprint FROM read.incident_case c
  WHERE c.incident = proposal.incident AND c.corrected IS NOT NULL), proposal.fingerprint)`;

/** The proposals, newest first. */
export async function readProposals(db: Queryable, filter: ProposalsFilter = {}): Promise<Page<Proposal>> {
  const list = {
    from: 'read.proposal',
    columns,
    sort: { proposedAt: 'timestamptz', id: 'text' } as const,
    where: [
      ['proposed_at IS NOT NULL', true],
      ['service = ?', filter.service],
      ['incident = ?', filter.incident],
      ['kind = ?', filter.kind],
      ['state = ANY(?::text[])', filter.states],
      [`${classOf} = ?`, filter.fingerprint],
      [`due < ?::timestamptz AND state IN ('proposed', 'backtested', 'accepted')`, filter.overdueAt],
    ] as const,
  };
  const { items, next } = await readPage<Row>(db, list, filter);
  return { items: await shown(db, items), next };
}

/** One proposal; `undefined` if there is none. */
export async function readProposal(db: Queryable, id: string): Promise<Proposal | undefined> {
  const rows = await db.query<Row>(
    `SELECT ${columnList(columns)} FROM read.proposal WHERE id = $1 AND proposed_at IS NOT NULL`,
    [id],
  );
  const [found] = await shown(db, rows);
  return found;
}

function shown(db: Queryable, rows: readonly Row[]): Promise<Proposal[]> {
  const proposals = rows.map(({ undelivered, ...row }) => ({
    ...row,
    undelivered: undelivered.at(-1) ?? null,
  }));
  return withStaleSince(db, proposal.name, proposals, ({ id }) => [id]);
}

export type WithheldProposalsFilter = Paging & {
  incident?: string | undefined;
  kind?: Proposal['kind'] | undefined;
};

/** What incidents did not allow to propose, and why; newest first. */
export function readWithheldProposals(
  db: Queryable,
  filter: WithheldProposalsFilter = {},
): Promise<Page<WithheldProposal>> {
  const list = {
    from: 'read.withheld_proposal',
    columns: ['incident', 'kind', 'proposer', 'reason', 'at'] satisfies (keyof WithheldProposal)[],
    sort: { at: 'timestamptz', incident: 'text', proposer: 'text' } as const,
    where: [
      ['incident = ?', filter.incident],
      ['kind = ?', filter.kind],
    ] as const,
  };
  return readPage<WithheldProposal>(db, list, filter);
}
