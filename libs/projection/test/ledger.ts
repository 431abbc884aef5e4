import { type Event, serviceOf, stateEvent } from '@hormesis/events';
import { type EventRecord, topics } from '@hormesis/log';
import { integer, newer, projection, stamp, text } from '../src/index.js';

/** A projection made for the tests: counts (which show a doubled or lost event) and the newest version. */
export const ledger = projection({
  name: 'ledger',
  version: 1,
  from: [topics.changes, topics.incidents],
  table: 'test.ledger',
  by: { service: text },
  key: (event) => {
    const service = serviceOf(event);
    return service === undefined ? null : { service };
  },
  columns: { deployments: integer, anomalies: integer, version: text, note: text.nullable, ...stamp },
  on: {
    'service.deployed': (row, event, position) => {
      if (event.data.version === 'poison') throw new Error('This version cannot be taken in.');
      const counted = { ...(row ?? unknown(event.time)), deployments: (row?.deployments ?? 0) + 1 };
      return newer(counted, event, position, { ...counted, version: event.data.version ?? '?' });
    },
    'anomaly.detected': (row, event) => ({
      ...(row ?? unknown(event.time)),
      anomalies: (row?.anomalies ?? 0) + 1,
    }),
    'service.removed': () => null,
  },
});

function unknown(_time: string) {
  const never = { eventTime: '1970-01-01T00:00:00.000Z', eventId: '', eventPosition: '' };
  return { deployments: 0, anomalies: 0, version: '', note: null, ...never };
}

export const ledgerTable = `
  CREATE SCHEMA test;
  CREATE TABLE test.ledger (
    service text PRIMARY KEY, deployments bigint NOT NULL, anomalies bigint NOT NULL, version text NOT NULL,
    note text, event_time timestamptz NOT NULL, event_id text NOT NULL, event_position text NOT NULL)`;

export function deployed(service: string, version: string, time: string, id: string): Event {
  return stateEvent(
    {
      name: 'service.deployed',
      subject: service,
      data: { environment: { id: 'production' }, artifactId: `pkg:oci/${service}@${version}`, version },
    },
    { id, source: '/test', time },
  );
}

export function anomaly(service: string, time: string, id: string): Event {
  return stateEvent(
    {
      name: 'anomaly.detected',
      subject: `anomaly-${id}`,
      data: {
        service: { id: service },
        environment: { id: 'production' },
        metric: 'http.errors',
        onset: time,
        method: 'threshold',
        severity: 'critical',
      },
    },
    { id, source: '/test', time },
  );
}

export function removed(service: string, time: string, id: string): Event {
  return stateEvent({ name: 'service.removed', subject: service, data: {} }, { id, source: '/test', time });
}

export function recordOf(event: Event, offset: number, topic: string = topics.changes): EventRecord {
  return { position: { topic, partition: 0, offset }, key: serviceOf(event) ?? '', event };
}
