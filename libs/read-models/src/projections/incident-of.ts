import { type Event, isEvent } from '@hormesis/events';

/**
 * The incident an event says it belongs to: its own stream, what its data names, or its correlation. What a guard caught
 * or missed belongs to that incident, not to the one that taught it.
 */
export function incidentOf(event: Event): string | null {
  if (/^(incident|case)\./.test(event.name) || event.name === 'attribution.ranked') return event.subject;
  if (isEvent(event, 'proposal.exercised') && event.data.by === 'recurrence') return event.data.on;
  if (isEvent(event, 'proposal.reopened')) return event.data.missed;
  const named = (event.data as { incident?: unknown } | null)?.incident;
  if (typeof named === 'string' && named !== '') return named;
  return event.correlationId?.startsWith('inc-') ? event.correlationId : null;
}
