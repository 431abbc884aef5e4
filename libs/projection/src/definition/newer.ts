import type { Event } from '@hormesis/events';
import { formatPosition, type Position, parsePosition } from '@hormesis/log';
import { instant, type Row as RowOf, text } from './column.js';

/** The columns by which {@link newer} knows which event made a row what it is. */
export const stamp = { eventTime: instant, eventId: text, eventPosition: text } as const;
export type Stamp = RowOf<typeof stamp>;

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
export function newer<Row extends Stamp, Values extends object>(
  row: Row | undefined,
  event: Event,
  position: Position,
  next: Values,
): Row | (Values & Stamp) {
  return row && !supersedes(row, event, position) ? row : { ...next, ...stampOf(event, position) };
}

/** Whether the event is later than the one that left the stamp. */
export function supersedes(stamp: Stamp, event: Event, position: Position): boolean {
  return compareStamps(stampOf(event, position), stamp) > 0;
}

/** Orders stamps by event time, then by place on the log: negative if `a` is earlier. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.eventTime !== b.eventTime) return Date.parse(a.eventTime) - Date.parse(b.eventTime);
  return comparePositions(parsePosition(a.eventPosition), parsePosition(b.eventPosition));
}

function comparePositions(a: Position | undefined, b: Position | undefined): number {
  if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
  if (a.topic !== b.topic) return a.topic > b.topic ? 1 : -1;
  return a.partition - b.partition || a.offset - b.offset;
}
