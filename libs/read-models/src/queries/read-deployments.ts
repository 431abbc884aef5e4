import type { Deployment, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type Paging, readPage } from '../paging/list.js';

export type DeploymentsFilter = Paging & {
  service?: string | undefined;
  environment?: string | undefined;
  phase?: Deployment['phase'] | undefined;
};

/** What runs where, the latest deployed first. */
export function readDeployments(db: Queryable, filter: DeploymentsFilter = {}): Promise<Page<Deployment>> {
  const list = {
    from: 'read.deployment_state',
    columns: [
      'service',
      'environment',
      'version',
      'artifactId',
      'phase',
      'exposure',
      'deployedAt',
      'actor',
      'flag',
      'eventId',
    ] satisfies (keyof Deployment)[],
    sort: { deployedAt: 'timestamptz', service: 'text', environment: 'text' } as const,
    where: [
      ['service = ?', filter.service],
      ['environment = ?', filter.environment],
      ['phase = ?', filter.phase],
    ] as const,
  };
  return readPage<Deployment>(db, list, filter);
}
