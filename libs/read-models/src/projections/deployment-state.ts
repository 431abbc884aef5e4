import type { Actor } from '@hormesis/api';
import { type EventOf, environmentOf, serviceOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, json, newer, number, oneOf, projection, stamp, text } from '@hormesis/projection';
import { versionOf } from '../wording/version-of.js';

/** What runs where: one row for each service in each environment, the newest deployment step by event time. */
export const deploymentState = projection({
  name: 'deployment_state',
  version: 1,
  from: [topics.changes],
  table: 'read.deployment_state',
  by: { service: text, environment: text },
  key: (event) => {
    const service = serviceOf(event);
    const environment = environmentOf(event);
    return service === undefined || environment === undefined ? null : { service, environment };
  },
  rows: 'newest',
  columns: {
    version: text.nullable,
    artifactId: text.nullable,
    phase: oneOf('live', 'rolled-back', 'removed'),
    exposure: number,
    deployedAt: instant,
    actor: json<Actor>().nullable,
    flag: text.nullable,
    ...stamp,
  },
  on: {
    'service.deployed': (row, event, position) => newer(row, event, position, running(event, 'live')),
    'service.upgraded': (row, event, position) => newer(row, event, position, running(event, 'live')),
    'service.rolledback': (row, event, position) =>
      newer(row, event, position, running(event, 'rolled-back')),
    'service.removed': (row, event, position) => newer(row, event, position, gone(event)),
  },
});

type Step = EventOf<'service.deployed' | 'service.upgraded' | 'service.rolledback'>;

function running<const Phase extends string>({ data, time, actor }: Step, phase: Phase) {
  return {
    version: versionOf(data),
    artifactId: data.artifactId,
    phase,
    exposure: data.exposure ?? 100,
    deployedAt: time,
    actor: actor ?? null,
    flag: data.flag ?? null,
  };
}

/** Nothing of what ran before is kept: the row must not depend on whether that event came first. */
function gone({ time, actor }: EventOf<'service.removed'>) {
  return {
    version: null,
    artifactId: null,
    phase: 'removed' as const,
    exposure: 0,
    deployedAt: time,
    actor: actor ?? null,
    flag: null,
  };
}
