import type { Actor, Change } from '@hormesis/api';
import { changeOf } from '@hormesis/change';
import { type Event, environmentOf, isEvent, serviceOf } from '@hormesis/events';
import { type Position, topics } from '@hormesis/log';
import { instant, integer, json, number, oneOf, projection, text } from '@hormesis/projection';
import { isFlagEvent, ownerOf } from '../flag/facets.js';
import { titleOf } from '../wording/title.js';
import { versionOf } from '../wording/version-of.js';
import { incidentOf } from './incident-of.js';
import { referenceOf } from './incident-reference.js';

/** Every change, one row an event. Which incident was attributed to it, the view `read.change_history` adds. */
export const changeHistory = projection({
  name: 'change_history',
  version: 1,
  from: [topics.changes],
  table: 'read.change',
  by: { source: text, eventId: text },
  key: ({ source, id }) => ({ source, eventId: id }),
  rows: 'each',
  columns: {
    name: text,
    kind: oneOf('deployment', 'rollback', 'removal', 'flag', 'config'),
    service: text.nullable,
    environment: text.nullable,
    subject: text,
    summary: text,
    version: text.nullable,
    exposure: number.nullable,
    owner: text.nullable,
    revision: number.nullable,
    at: instant,
    recordedAt: instant,
    actor: json<Actor>().nullable,
    causedByIncident: text.nullable,
    reference: text.nullable,
    topic: text,
    partition: integer,
    offset: integer,
  },
  on: {
    'service.deployed': (_row, event, position) => entry('deployment', event, position),
    'service.upgraded': (_row, event, position) => entry('deployment', event, position),
    'service.rolledback': (_row, event, position) => entry('rollback', event, position),
    'service.removed': (_row, event, position) => entry('removal', event, position),
    'featureflag.defined': (_row, event, position) => entry('flag', event, position),
    'featureflag.flipped': (_row, event, position) => entry('flag', event, position),
    'featureflag.ramped': (_row, event, position) => entry('flag', event, position),
    'featureflag.removed': (_row, event, position) => entry('flag', event, position),
    'policy.changed': (_row, event, position) => entry('config', event, position),
  },
});

function entry(kind: Change['kind'], event: Event, { topic, partition, offset }: Position) {
  const change = changeOf(event);
  return {
    name: event.name,
    kind,
    service: serviceOf(event) ?? null,
    environment: environmentOf(event) ?? null,
    subject: event.subject,
    summary: change?.summary ?? titleOf(event),
    version: versionIn(event),
    exposure: change?.exposure ?? null,
    owner: isFlagEvent(event) ? ownerOf(event) : null,
    revision: isFlagEvent(event) ? (event.data.revision ?? null) : null,
    at: event.time,
    recordedAt: event.recordedTime ?? event.time,
    actor: event.actor ?? null,
    causedByIncident: incidentOf(event),
    reference: referenceOf(event),
    topic,
    partition,
    offset,
  };
}

function versionIn(event: Event): string | null {
  const isDeployment = isEvent(event, 'service.deployed', 'service.upgraded', 'service.rolledback');
  return isDeployment ? versionOf(event.data) : null;
}
