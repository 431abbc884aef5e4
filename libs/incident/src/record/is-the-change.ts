import type { Event } from '@hormesis/events';

/** How a ranking names a change. Rankings of before the source was stated have its id only. */
export type NamedChange = { eventId: string; source?: string | undefined };

/** Whether the event is the change that a ranking names. */
export function isTheChange({ id, source }: Pick<Event, 'id' | 'source'>, change: NamedChange): boolean {
  return id === change.eventId && (change.source === undefined || source === change.source);
}
