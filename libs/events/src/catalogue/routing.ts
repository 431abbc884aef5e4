import type { Event } from '../envelope/event.js';
import { catalogue, isKnown } from './catalogue.js';
import type { TopicName } from './define-event.js';
import { serviceOf } from './subjects.js';

/** The topic on which the event stands. Types that we only keep stand with the changes. */
export function topicOf(event: Pick<Event, 'name'>): TopicName {
  return isKnown(event as Event) ? catalogue[event.name as keyof typeof catalogue].topic : 'hormesis.changes';
}

/**
 * The key under which the event stands on its topic: its own `partitionKey`, else the service it concerns, else its
 * subject, else its source. What is learned stands under its own id.
 */
export function keyOf(event: Pick<Event, 'name' | 'subject' | 'source' | 'data' | 'partitionKey'>): string {
  if (event.partitionKey !== undefined) return event.partitionKey;
  const service = topicOf(event) === 'hormesis.learning' ? undefined : serviceOf(event);
  return service || event.subject || event.source;
}
