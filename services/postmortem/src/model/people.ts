import type { Event } from '@hormesis/events';

/** Every person who acts in these events, so that no text repeats their names. */
export function peopleIn(events: readonly Event[]): Set<string> {
  const people = new Set<string>();
  for (const { actor } of events) {
    if (actor?.kind === 'person') people.add(actor.id);
    if (actor?.onBehalfOf !== undefined) people.add(actor.onBehalfOf);
  }
  return people;
}
