import type { Queryable } from '@hormesis/database';
import { type Event, type TopicName, topicOf } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import { logEntry } from './stream-store.js';
import type { TransactionalLog } from './transactional-log.js';

/** Appends inside the transaction, topic by topic (in one order everywhere, so that no two writers wait crosswise). */
export async function appendToLog(
  tx: Queryable,
  log: TransactionalLog,
  events: readonly Event[],
): Promise<Position[]> {
  const positions = new Map<Event, Position>();
  for (const topic of topicsOf(events)) {
    const some = events.filter((event) => topicOf(event) === topic);
    const appended = await log.appendWithin(tx, topic, some.map(logEntry));
    appended.forEach(({ position }, index) => {
      const event = some[index];
      if (event) positions.set(event, position);
    });
  }
  return events.flatMap((event) => positions.get(event) ?? []);
}

function topicsOf(events: readonly Event[]): TopicName[] {
  return [...new Set(events.map(topicOf))].sort();
}
