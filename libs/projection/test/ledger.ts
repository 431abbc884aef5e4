import type { Queryable } from '@hormesis/database';
import { type Event, isEvent, serviceOf, stateEvent } from '@hormesis/events';
import { type EventRecord, topics } from '@hormesis/log';
import { integer, newer, projection, stamp, text } from '@hormesis/projection';

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
  columns: { deployments: integer, anomalies: integer, version: text, ...stamp },
  on: {
    'service.deployed': (row = nothing, event, position) => {
      if (event.data.version === 'poison') throw new Error('This version cannot be taken in.');
      const counted = { ...row, deployments: row.deployments + 1 };
      return newer(counted, event, position, { ...counted, version: event.data.version ?? '?' });
    },
    'anomaly.detected': (row = nothing) => ({ ...row, anomalies: row.anomalies + 1 }),
    'service.removed': () => null,
  },
});

const never = { eventTime: '1970-01-01T00:00:00.000Z', eventId: '', eventPosition: '' };
const nothing = { deployments: 0, anomalies: 0, version: '', ...never };

export type LedgerRow = { service: string; deployments: number; anomalies: number; version: string };

/** The rows that these records mean, written down without the runtime: one by one, a resent event only once. */
export function ledgerOf(records: readonly EventRecord[]): LedgerRow[] {
  const rows = new Map<string, LedgerRow & { newest: number }>();
  const ids = new Set<string>();
  for (const { event } of records) {
    if (ids.has(event.id)) continue;
    ids.add(event.id);
    const service = serviceOf(event) ?? '';
    const row = rows.get(service) ?? { service, deployments: 0, anomalies: 0, version: '', newest: 0 };
    rows.set(service, row);
    if (isEvent(event, 'service.removed')) rows.delete(service);
    if (isEvent(event, 'anomaly.detected')) row.anomalies += 1;
    if (!isEvent(event, 'service.deployed')) continue;
    row.deployments += 1;
    if (Date.parse(event.time) < row.newest) continue;
    row.newest = Date.parse(event.time);
    row.version = event.data.version ?? '?';
  }
  return [...rows.values()]
    .map(({ newest: _newest, ...row }) => row)
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}

/** What stands in the table. */
export function storedLedger(db: Queryable): Promise<LedgerRow[]> {
  return db.query<LedgerRow>(
    `SELECT service, deployments, anomalies, version FROM test.ledger ORDER BY service COLLATE "C"`,
  );
}

const ledgerTable = `
  CREATE TABLE test.ledger (
    service text PRIMARY KEY, deployments bigint NOT NULL, anomalies bigint NOT NULL, version text NOT NULL CHECK (version <> 'forbidden'),
    event_time timestamptz NOT NULL, event_id text NOT NULL, event_position text NOT NULL)`;

/** Makes the table, and forgets all that the runtime knew. */
export async function startAnew(db: Queryable): Promise<void> {
  await db.query('DROP SCHEMA IF EXISTS test CASCADE');
  await db.query('CREATE SCHEMA test');
  await db.query(ledgerTable);
  for (const table of ['build', 'checkpoint', 'seen', 'dead_letter', 'parked_key', 'trouble']) {
    await db.query(`TRUNCATE projection.${table}`);
  }
}

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
