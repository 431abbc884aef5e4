import type { EventOf } from '@hormesis/events';
import type { Sentence } from './sentence.js';

/** What was injected on purpose: `drill drill-1 begun on checkout in production`. */
export function drillSentence(
  event: EventOf<'drill.requested' | 'drill.started' | 'drill.ended'>,
): string | Sentence {
  const { subject, data } = event;
  const where = `${data.service.id} in ${data.environment.id}`;
  switch (event.name) {
    case 'drill.requested':
      return `drill ${subject} requested, ${event.data.failure} of ${where} as in ${event.data.incident}`;
    case 'drill.started':
      return `drill ${subject} begun on ${where}`;
    case 'drill.ended':
      return { said: `drill ${subject} on ${where} ${event.data.outcome}`, detail: event.data.reason };
  }
}
