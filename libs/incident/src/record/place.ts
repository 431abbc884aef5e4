import { type Event, type EventOf, environmentOf, serviceOf } from '@hormesis/events';

/** Where an incident is. `service` is absent if no event names it. */
export type Place = { service: string | undefined; environment: string };

export function placeOfIncident(detected: EventOf<'incident.detected'>): Place {
  return { service: serviceOf(detected), environment: detected.data.environment.id };
}

/** Ids of anomalies are their authors’: the same one may be used for another service. */
export function isIn({ service, environment }: Place, event: Event): boolean {
  return environmentOf(event) === environment && (service === undefined || serviceOf(event) === service);
}

/** Milliseconds since the epoch. */
export function at({ time }: Pick<Event, 'time'>): number {
  return Date.parse(time);
}
