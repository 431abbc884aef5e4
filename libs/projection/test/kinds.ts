import type { Queryable } from '@hormesis/database';
import { isEvent, serviceOf } from '@hormesis/events';
import { type EventRecord, formatPosition } from '@hormesis/log';
import { diary, latest } from './latest-and-diary.js';
import { ledger, ledgerOf, storedLedger } from './ledger.js';

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
