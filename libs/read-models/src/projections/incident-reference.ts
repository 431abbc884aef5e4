import { type Event, isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { projection, text } from '@hormesis/projection';

/** What an incident names: its anomalies and its actions. Events from outside know these, but not the incident. */
export const incidentReference = projection({
  name: 'incident_reference',
  version: 1,
  from: [topics.incidents],
  table: 'read.incident_reference',
  by: { incident: text, reference: text },
  key: (event) => {
    if (isEvent(event, 'incident.detected') && event.data.anomaly !== undefined) {
      return { incident: event.subject, reference: `anomaly:${event.data.anomaly}` };
    }
    if (isEvent(event, 'attribution.ranked')) {
      return { incident: event.subject, reference: `anomaly:${event.data.anomaly}` };
    }
    if (isEvent(event, 'action.requested')) {
      return { incident: event.data.incident, reference: `action:${event.subject}` };
    }
    return null;
  },
  columns: { eventId: text },
  on: {
    'incident.detected': (row, { id }) => row ?? { eventId: id },
    'attribution.ranked': (row, { id }) => row ?? { eventId: id },
    'action.requested': (row, { id }) => row ?? { eventId: id },
  },
});

/** What an event is called there; `null` if no incident would name it. */
export function referenceOf(event: Event): string | null {
  if (event.name.startsWith('anomaly.')) return `anomaly:${event.subject}`;
  const action = (event.data as { action?: unknown } | null)?.action;
  return typeof action === 'string' && action !== '' ? `action:${action}` : null;
}
