import { type Event, type EventOf, environmentOf, isEvent, isOurs, serviceOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { instant, projection, text } from '@hormesis/projection';

/**
 * What an incident names, each time it does: its anomalies and its actions. Events from outside know these, but not the
 * incident.
 */
export const incidentReference = projection({
  name: 'incident_reference',
  version: 1,
  from: [topics.incidents],
  table: 'read.incident_reference',
  by: { incident: text, reference: text, eventId: text },
  key: (event) => {
    const named = isOurs(event) ? namedBy(event) : null;
    return named && { ...named, eventId: event.id };
  },
  rows: 'each',
  columns: { at: instant, causedBy: text.nullable },
  on: {
    'incident.detected': (_row, event) => naming(event),
    'attribution.ranked': (_row, event) => naming(event),
    'action.requested': (_row, event) => naming(event),
  },
});

function namedBy(event: Event): { incident: string; reference: string } | null {
  if (isEvent(event, 'incident.detected') && event.data.anomaly !== undefined) {
    return { incident: event.subject, reference: anomalyReference(event, event.data.anomaly) };
  }
  if (isEvent(event, 'attribution.ranked')) {
    return { incident: event.subject, reference: anomalyReference(event, event.data.anomaly) };
  }
  if (isEvent(event, 'action.requested')) {
    return { incident: event.data.incident, reference: `action:${event.subject}` };
  }
  return null;
}

function naming({ time, causationId }: EventOf) {
  return { at: time, causedBy: causationId ?? null };
}

/** What an event is called there; `null` if no incident would name it. */
export function referenceOf(event: Event): string | null {
  if (event.name.startsWith('anomaly.')) return anomalyReference(event, event.subject);
  const action = (event.data as { action?: unknown } | null)?.action;
  return typeof action === 'string' && action !== '' ? `action:${action}` : null;
}

/** Ids of anomalies are their authors’, and may be the same for another service or environment. */
function anomalyReference(event: Event, anomaly: string): string {
  const place = [serviceOf(event) ?? '', environmentOf(event) ?? ''];
  return `anomaly:${[...place, anomaly].map(encodeURIComponent).join('/')}`;
}
