import type { Guard, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type Paging, readPage } from '../paging/list.js';

export type GuardsFilter = Paging & {
  service?: string | undefined;
  environment?: string | undefined;
  fingerprint?: string | undefined;
  state?: 'applied' | 'retired' | undefined;
};

const columns = [
  ...['id', 'title', 'kind', 'proposer', 'class', 'state', 'service', 'environment', 'incident'],
  ...['fingerprint', 'owner', 'appliedAt', 'applied', 'retiredAt', 'exercises', 'caught', 'missed'],
  ...['fired', 'rightly', 'precision', 'lastFiredAt', 'retirement'],
] as (keyof Guard)[];

/** The guards, those that came into force last first. */
export function readGuards(db: Queryable, filter: GuardsFilter = {}): Promise<Page<Guard>> {
  const list = {
    from: 'read.guard',
    columns,
    sort: { appliedAt: 'timestamptz', id: 'text' } as const,
    where: [
      ['service = ?', filter.service],
      ['environment = ?', filter.environment],
      ['fingerprint = ?', filter.fingerprint],
      ['state = ?', filter.state],
    ] as const,
  };
  return readPage<Guard>(db, list, filter);
}
