import { type EventOf, serviceOf } from '@hormesis/events';
import { inEnvironment } from './in-environment.js';

type IncidentEvent = Extract<EventOf, { name: `incident.${string}` }>;

/** What became of an incident: `incident of checkout mitigated`. */
export function incidentSentence(event: IncidentEvent): string {
  const about = serviceOf(event);
  const which = about ? `incident of ${about}` : `incident ${event.subject}`;
  switch (event.name) {
    case 'incident.detected':
      return event.data.description ?? `${which} opened${inEnvironment(event)}`;
    case 'incident.reported':
      return `ticket made for ${which}`;
    case 'incident.acknowledged':
      return `${which} acknowledged`;
    case 'incident.annotated':
      return `note: ${event.data.note.replaceAll(/\s+/g, ' ').slice(0, 200)}`;
    case 'incident.mitigated':
      return `${which} mitigated`;
    case 'incident.reopened':
      return `${which} reopened${event.data.reason ? `: ${event.data.reason}` : ''}`;
    case 'incident.resolved':
      return `${which} resolved`;
  }
}
