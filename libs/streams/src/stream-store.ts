import type { Queryable } from '@hormesis/database';
import { type CloudEventJson, decodeEvent, type Event, encodeEvent, keyOf, topicOf } from '@hormesis/events';
import type { LogEntry } from '@hormesis/log';

export type Stored = { stream: string; version: number; event: Event };

type Row = { stream: string; version: number; event: CloudEventJson };

/** The events of a stream after `version`, in order. */
export async function readStream(db: Queryable, stream: string, version: number): Promise<Stored[]> {
  const rows = await db.query<Row>(
    'select stream, version, event from streams.event where stream = $1 and version > $2 order by version',
    [stream, version],
  );
  return rows.map(stored);
}

/** The events of categories that are not known yet, stream by stream. `known`: the version of each known stream. */
export async function readCategories(
  db: Queryable,
  categories: readonly string[],
  known: ReadonlyMap<string, number> = new Map(),
): Promise<Stored[]> {
  const rows = await db.query<Row>(
    `select e.stream, e.version, e.event from streams.event e
       left join unnest($2::text[], $3::int[]) as known (stream, version) on known.stream = e.stream
      where e.category = any($1) and e.version > coalesce(known.version, 0) order by e.stream, e.version`,
    [categories, [...known.keys()], [...known.values()]],
  );
  return rows.map(stored);
}

/** One writer a stream at a time: until the transaction ends, others wait here. */
export async function lockStream(tx: Queryable, stream: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`streams/${stream}`]);
}

/** Appends at `version`; a unique violation says that the stream has gone on, or that the events stand there. */
export async function appendToStream(
  tx: Queryable,
  category: string,
  stream: string,
  version: number,
  events: readonly Event[],
): Promise<void> {
  await tx.query(
    `insert into streams.event (stream, version, category, source, event_id, event)
     select $1, $2 + ordinality, $3, source, id, event
       from unnest($4::text[], $5::text[], $6::jsonb[]) with ordinality as e (source, id, event, ordinality)`,
    [
      stream,
      version,
      category,
      events.map((event) => event.source),
      events.map((event) => event.id),
      events.map((event) => JSON.stringify(encodeEvent(event))),
    ],
  );
}

/** Leaves to the relay what was appended to the stream after `version`. */
export async function putIntoOutbox(
  tx: Queryable,
  stream: string,
  version: number,
  events: readonly Event[],
): Promise<void> {
  await tx.query(
    `insert into streams.outbox (stream, version, topic, key)
     select $1, $2 + ordinality, topic, key
       from unnest($3::text[], $4::text[]) with ordinality as e (topic, key, ordinality) order by ordinality`,
    [stream, version, events.map(topicOf), events.map(keyOf)],
  );
}

export function logEntry(event: Event): LogEntry {
  return { key: keyOf(event), event };
}

function stored({ stream, version, event }: Row): Stored {
  return { stream, version, event: decodeEvent(event) };
}
