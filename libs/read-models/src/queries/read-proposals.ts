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
  state?: Proposal['state'] | undefined;
};

const columns = [
  'id',
  'kind',
  'class',
  'state',
  'title',
  'rationale',
  'verification',
  'service',
  'environment',
  'incident',
  'fingerprint',
  'files',
  'evidence',
  'proposedAt',
  'decidedAt',
  'decidedBy',
  'reason',
] satisfies (keyof Proposal)[];

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
      ['state = ?', filter.state],
    ] as const,
  };
  const { items, next } = await readPage<Omit<Proposal, 'staleSince'>>(db, list, filter);
  return { items: await withStaleSince(db, proposal.name, items, ({ id }) => [id]), next };
}

/** One proposal; `undefined` if there is none. */
export async function readProposal(db: Queryable, id: string): Promise<Proposal | undefined> {
  const rows = await db.query<Omit<Proposal, 'staleSince'>>(
    `SELECT ${columnList(columns)} FROM read.proposal WHERE id = $1 AND proposed_at IS NOT NULL`,
    [id],
  );
  const [found] = await withStaleSince(db, proposal.name, rows, (row) => [row.id]);
  return found;
}

export type WithheldProposalsFilter = Paging & { incident?: string | undefined };

/** What incidents did not allow to propose, newest first. */
export function readWithheldProposals(
  db: Queryable,
  filter: WithheldProposalsFilter = {},
): Promise<Page<WithheldProposal>> {
  const list = {
    from: 'read.withheld_proposal',
    columns: ['incident', 'kind', 'reason', 'at'] satisfies (keyof WithheldProposal)[],
    sort: { at: 'timestamptz', incident: 'text', kind: 'text' } as const,
    where: [['incident = ?', filter.incident]] as const,
  };
  return readPage<WithheldProposal>(db, list, filter);
}
