import type { Event } from '../envelope/event.js';

/** Whether this system decided the event. The intake takes none whose source lies here, so nobody else can. */
export function isOurs({ source }: Pick<Event, 'source'>): boolean {
  return /^\/hormesis(\/|$)/i.test(source);
}
