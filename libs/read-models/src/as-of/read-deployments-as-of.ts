import type { Deployment, Page } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import type { EventLog } from '@hormesis/log';
import { readPage } from '../paging/list.js';
import { deploymentState } from '../projections/deployment-state.js';
import { type DeploymentsFilter, deploymentColumns } from '../queries/read-deployments.js';
import type { Cut } from './cut.js';
import { changeWithin } from './cut-condition.js';
import { type RecordedChange, withEvents } from './recorded-change.js';

type Place = { service: string; environment: string };
type NewestStep = Place & { deployedAt: string; partition: number; offset: number };

/**
 * What ran where as of a cut, the latest deployed first: what the projection makes of the newest deployment step of each
 * service and environment within the cut.
 */
export async function readDeploymentsAsOf(
  db: Queryable,
  log: EventLog,
  cut: Cut,
  filter: Omit<DeploymentsFilter, 'phase'> = {},
): Promise<Page<Deployment>> {
  const params: unknown[] = [];
  const list = {
    from: newestSteps(cut, filter, params),
    params,
    columns: ['service', 'environment', 'deployedAt', 'partition', 'offset'] satisfies (keyof NewestStep)[],
    sort: { deployedAt: 'timestamptz', service: 'text', environment: 'text' } as const,
  };
  const { items, next } = await readPage<NewestStep>(db, list, filter);
  const changes = await withEvents(log, await readSteps(db, items));
  const found = new Map(changes.map((change) => [keyOf(change), deploymentOf(change)]));
  return { items: items.flatMap((place) => found.get(keyOf(place)) ?? []), next };
}

const isStep = `c.kind IN ('deployment', 'rollback', 'removal')`;

/** Walks the index from place to place, and takes for each the first step within the cut. */
function newestSteps(cut: Cut, { service, environment }: DeploymentsFilter, params: unknown[]): string {
  const asked = [
    ...(service === undefined ? [] : [`c.service = $${params.push(service)}`]),
    ...(environment === undefined ? [] : [`c.environment = $${params.push(environment)}`]),
  ];
  const places = (...more: string[]) =>
    `SELECT c.service, c.environment FROM read.change c WHERE ${[isStep, ...asked, ...more].join(' AND ')}
     ORDER BY c.service, c.environment LIMIT 1`;
  return `(
    WITH RECURSIVE place AS (
      (${places('c.service IS NOT NULL', 'c.environment IS NOT NULL')})
      UNION ALL
      SELECT next.* FROM place CROSS JOIN LATERAL (
        ${places('(c.service, c.environment) > (place.service, place.environment)')}) AS next)
    SELECT place.service, place.environment, step.at AS deployed_at, step.partition, step."offset"
    FROM place CROSS JOIN LATERAL (
      SELECT c.at, c.partition, c."offset" FROM read.change c
      WHERE ${isStep} AND c.service = place.service AND c.environment = place.environment
        AND ${changeWithin(cut, params)}
      ORDER BY c.at DESC, c.partition DESC, c."offset" DESC LIMIT 1) AS step) AS newest`;
}

function readSteps(db: Queryable, steps: readonly NewestStep[]): Promise<(Place & RecordedChange)[]> {
  return db.query(
    `SELECT c.service, c.environment, c.topic, c.partition, c."offset", t.event
     FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::bigint[])
          AS u(service, environment, at, partition, "offset")
     JOIN read.change c USING (service, environment, at, partition, "offset")
     LEFT JOIN read.timeline_event t ON t.event_id = c.event_id AND t.source = c.source
     WHERE ${isStep}`,
    [
      steps.map(({ service }) => service),
      steps.map(({ environment }) => environment),
      steps.map(({ deployedAt }) => deployedAt),
      steps.map(({ partition }) => partition),
      steps.map(({ offset }) => offset),
    ],
  );
}

/** What the projection makes of the step. */
function deploymentOf(step: Place & RecordedChange & { event: Event }): Deployment {
  const { service, environment, event, topic, partition, offset } = step;
  const row = deploymentState.apply(undefined, event, { topic, partition, offset }, { service, environment });
  const values: Record<string, unknown> = { ...row, service, environment };
  const said = Object.fromEntries(deploymentColumns.map((name) => [name, values[name]]));
  return { ...(said as Omit<Deployment, 'staleSince'>), staleSince: null };
}

function keyOf({ service, environment }: Place): string {
  return JSON.stringify([service, environment]);
}
