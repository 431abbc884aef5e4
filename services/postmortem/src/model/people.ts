import { type Event, environmentOf, serviceOf } from '@hormesis/events';

/**
 * What the people who act in these events are called, so that no text repeats it: `ana@example.org`, `ana`. What is the
 * name of a service or an environment too (`checkout@example.org`) names that one, and stays.
 */
export function peopleIn(events: readonly Event[]): Set<string> {
  const places = new Set(events.flatMap((event) => [serviceOf(event), environmentOf(event)]).map(folded));
  const people = events.flatMap(({ actor }) => [
    ...(actor?.kind === 'person' ? [actor.id] : []),
    ...(actor?.onBehalfOf === undefined ? [] : [actor.onBehalfOf]),
  ]);
  return new Set(people.flatMap(waysToName).filter((name) => !places.has(folded(name))));
}

const shortestName = 3;

function waysToName(person: string): string[] {
  const local = person.split('@')[0] ?? '';
  return [person, local].filter((name) => name.trim().length >= shortestName);
}

function folded(name: string | undefined): string | undefined {
  return name?.toLowerCase();
}
