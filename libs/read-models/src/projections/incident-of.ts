import type { Event } from '@hormesis/events';

/** The incident an event says it belongs to: its own stream, what its data names, or its correlation. */
export function incidentOf(event: Event): string | null {
  if (event.name.startsWith('incident.') || event.name === 'attribution.ranked') return event.subject;
  const named = (event.data as { incident?: unknown } | null)?.incident;
  if (typeof named === 'string' && named !== '') return named;
  return event.correlationId?.startsWith('inc-') ? event.correlationId : null;
}
