import type { Event } from '@hormesis/events';
import { formatPosition, type Position, parsePosition } from '@hormesis/log';
import { instant, type Row, text } from './column.js';

/** The columns by which {@link newer} knows which event made a row what it is. */
export const stamp = { eventTime: instant, eventId: text, eventPosition: text } as const;
export type Stamp = Row<typeof stamp>;

/** The stamp that an event puts on a row. */
export function stampOf(event: Event, position: Position): Stamp {
  return {
    eventTime: instant.normal(event.time),
    eventId: event.id,
    eventPosition: formatPosition(position),
  };
}

/**
 * `next` with the event's stamp, unless the row was made by a later event: then the row as it is. So a row ends the
 * same in whatever order events come. Later is by event time, then by place on the log.
 */
export function newer<Values extends object>(
  row: (Values & Stamp) | undefined,
  event: Event,
  position: Position,
  next: Values,
): Values & Stamp {
  return row && !supersedes(row, event, position) ? row : { ...next, ...stampOf(event, position) };
}

/** Whether the event is later than the one that left the stamp. */
export function supersedes(row: Stamp, event: Event, position: Position): boolean {
  const difference = Date.parse(event.time) - Date.parse(row.eventTime);
  return difference === 0 ? isAfter(position, row.eventPosition) : difference > 0;
}

function isAfter(position: Position, other: string): boolean {
  const before = parsePosition(other);
  if (!before) return true;
  if (position.topic !== before.topic) return position.topic > before.topic;
  if (position.partition !== before.partition) return position.partition > before.partition;
  return position.offset > before.offset;
}
