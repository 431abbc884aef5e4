import type { Deployment, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import { type Paging, readPage } from '../paging/list.js';
import { deploymentState } from '../projections/deployment-state.js';
import { withStaleSince } from '../stale/with-stale-since.js';

export type DeploymentsFilter = Paging & {
  service?: string | undefined;
  environment?: string | undefined;
  phase?: Deployment['phase'] | undefined;
};

export const deploymentColumns = [
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
] satisfies (keyof Deployment)[];

/** What runs where, the latest deployed first. */
export async function readDeployments(
  db: Queryable,
  filter: DeploymentsFilter = {},
): Promise<Page<Deployment>> {
  const list = {
    from: 'read.deployment_state',
    columns: deploymentColumns,
    sort: { deployedAt: 'timestamptz', service: 'text', environment: 'text' } as const,
    where: [
      ['service = ?', filter.service],
      ['environment = ?', filter.environment],
      ['phase = ?', filter.phase],
    ] as const,
  };
  const { items, next } = await readPage<Omit<Deployment, 'staleSince'>>(db, list, filter);
  const key = ({ service, environment }: (typeof items)[number]) => [service, environment];
  return { items: await withStaleSince(db, deploymentState.name, items, key), next };
}
