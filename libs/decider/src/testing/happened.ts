import { catalogue, type Event, type EventOf, fullType, type StatementOf } from '@hormesis/events';

const firstInstant = Date.parse('2026-01-05T10:00:00.000Z');

/**
 * A statement as an event of a test stream: ids `event-1`, `event-2`…, one second apart from 2026-01-05T10:00:00Z on.
 * What already has parts of an envelope keeps them.
 */
export function happened<S extends StatementOf>(statement: S, index = 0): EventOf<S['name']> {
  const time = new Date(firstInstant + index * 1_000).toISOString();
  const event: Event = {
    id: `event-${index + 1}`,
    source: '/test',
    type: fullType(catalogue[statement.name]),
    time,
    recordedTime: time,
    ...statement,
  };
  return event as EventOf<S['name']>;
}
