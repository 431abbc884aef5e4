import { type EventOf, serviceOf } from '@hormesis/events';
import { inEnvironment } from './in-environment.js';
import type { Sentence } from './sentence.js';

type IncidentEvent = Extract<EventOf, { name: `incident.${string}` }>;

/** What became of an incident: `incident of checkout mitigated`. */
export function incidentSentence(event: IncidentEvent): string | Sentence {
  const about = serviceOf(event);
  const which = about ? `incident of ${about}` : `incident ${event.subject}`;
  switch (event.name) {
    case 'incident.detected':
      return { said: `${which} opened${inEnvironment(event)}`, detail: event.data.description };
    case 'incident.reported':
      return `ticket made for ${which}`;
    case 'incident.acknowledged':
      return `${which} acknowledged`;
    case 'incident.annotated':
      return { said: 'note', detail: event.data.note.replaceAll(/\s+/g, ' ').slice(0, 200) };
    case 'incident.mitigated':
      return `${which} mitigated`;
    case 'incident.reopened':
      return { said: `${which} reopened`, detail: event.data.reason };
    case 'incident.recovered':
      return {
        said: `${which} recovered ${Math.round(event.data.seconds)} s after the action`,
        detail: event.data.evidence[0],
      };
    case 'incident.escalated':
      return { said: `${which} escalated`, detail: event.data.reason };
    case 'incident.resolved':
      return `${which} resolved`;
  }
}
