import type { Queryable } from '@hormesis/database';
import { isEvent, serviceOf } from '@hormesis/events';
import { type EventRecord, formatPosition, topics } from '@hormesis/log';
import { integer, jsonText, newer, projection, stamp, text } from '@hormesis/projection';
import { ledger, ledgerOf, storedLedger } from './ledger.js';

/** Rows of the newest event. */
export const latest = projection({
  name: 'latest',
  version: 1,
  from: [topics.changes, topics.incidents],
  table: 'test.latest',
  by: { service: text },
  rows: 'newest',
  key: (event) => {
    const service = serviceOf(event);
    return service === undefined ? null : { service };
  },
  columns: { word: text, ...stamp },
  on: {
    'service.deployed': (row, event, position) => {
      if (event.data.version === 'poison') throw new Error('This version cannot be taken in.');
      return newer(row, event, position, { word: event.data.version ?? '?' });
    },
    'anomaly.detected': (row, event, position) => newer(row, event, position, { word: event.data.metric }),
  },
});

/** A row for each event. */
export const diary = projection({
  name: 'diary',
  version: 1,
  from: [topics.changes, topics.incidents],
  table: 'test.diary',
  by: { eventId: text },
  rows: 'each',
  key: (event) => ({ eventId: event.id }),
  columns: { offset: integer, topic: text, data: jsonText<unknown>() },
  on: {
    'service.deployed': (_row, event, { topic, offset }) => {
      if (event.data.version === 'poison') throw new Error('This version cannot be taken in.');
      return { offset, topic, data: event.data };
    },
    'anomaly.detected': (_row, event, { topic, offset }) => ({ offset, topic, data: event.data }),
  },
});

export const allKinds = [ledger, latest, diary];

/** Makes the tables of {@link latest} and {@link diary} beside the ledger's. */
export async function addTables(db: Queryable): Promise<void> {
  await db.query(`CREATE TABLE test.latest (service text PRIMARY KEY, word text NOT NULL CHECK (word <> 'forbidden'),
    event_time timestamptz NOT NULL, event_id text NOT NULL, event_position text NOT NULL)`);
  await db.query(`CREATE TABLE test.diary (event_id text PRIMARY KEY, "offset" bigint NOT NULL, topic text NOT NULL,
    data json NOT NULL CHECK (data ->> 'version' IS DISTINCT FROM 'forbidden'))`);
}

/** What stands in the tables of all kinds. */
export async function storedKinds(db: Queryable) {
  return {
    ledger: await storedLedger(db),
    latest: await db.query(
      `SELECT service, word, event_id AS id, event_position AS position FROM test.latest ORDER BY service COLLATE "C"`,
    ),
    diary: await db.query(
      `SELECT event_id AS id, "offset", topic, data FROM test.diary ORDER BY event_id COLLATE "C"`,
    ),
  };
}

/** What must stand there after these records, written down without the runtime. */
export function kindsOf(records: readonly EventRecord[]) {
  return { ledger: ledgerOf(records), latest: latestOf(records), diary: diaryOf(records) };
}

function latestOf(records: readonly EventRecord[]) {
  const newest = new Map<string, EventRecord>();
  for (const record of records) {
    const service = serviceOf(record.event);
    if (service === undefined || isEvent(record.event, 'service.removed')) continue;
    const before = newest.get(service);
    if (!before || isLater(record, before)) newest.set(service, record);
  }
  return [...newest]
    .map(([service, { event, position }]) => ({
      service,
      word: isEvent(event, 'service.deployed') ? event.data.version : 'http.errors',
      id: event.id,
      position: formatPosition(position),
    }))
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}

function isLater(a: EventRecord, b: EventRecord): boolean {
  const byTime = Date.parse(a.event.time) - Date.parse(b.event.time);
  if (byTime !== 0) return byTime > 0;
  if (a.position.topic !== b.position.topic) return a.position.topic > b.position.topic;
  return a.position.offset > b.position.offset;
}

function diaryOf(records: readonly EventRecord[]) {
  const entries = new Map<string, EventRecord>();
  for (const record of records) {
    if (isEvent(record.event, 'service.removed') || entries.has(record.event.id)) continue;
    entries.set(record.event.id, record);
  }
  return [...entries.values()]
    .map(({ event, position: { topic, offset } }) => ({ id: event.id, offset, topic, data: event.data }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
