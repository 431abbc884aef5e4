import type { Queryable } from '@hormesis/database';
import { type CloudEventJson, decodeEvent, type Event, type TopicName } from '@hormesis/events';

/**
 * What is decided, but not on the log yet. An event that is not among these was on the log before the answer came, so
 * who asks here first and reads the log then misses nothing. What cannot be read is left out; the relay tells of it.
 */
export async function waitingEvents(db: Queryable, topic: TopicName): Promise<Event[]> {
  const rows = await db.query<{ event: CloudEventJson }>(
    `select e.event from streams.outbox o join streams.event e using (stream, version)
      where o.published is null and o.topic = $1 order by o.seq`,
    [topic],
  );
  return rows.flatMap(({ event }) => readable(event) ?? []);
}

function readable(event: CloudEventJson): Event | undefined {
  try {
    return decodeEvent(event);
  } catch {
    return undefined;
  }
}
