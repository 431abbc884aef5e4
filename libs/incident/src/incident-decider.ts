import type { Decider } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import type { ActionState, Incident, IncidentEvent, IncidentStatement } from './incident.js';

/** The stream that ties anomalies, attribution, actions and people's notes together. */
export const incidentDecider: Decider<Incident, IncidentStatement> = {
  category: 'incident',
  initial: (id) => ({
    id,
    phase: 'unknown',
    service: '',
    environment: '',
    anomalies: [],
    answered: [],
    actions: {},
  }),
  evolve,
};

function evolve(incident: Incident, event: IncidentEvent): Incident {
  switch (event.name) {
    case 'incident.detected':
      return detected(incident, event);
    case 'attribution.ranked':
      return answering(withAnomaly(incident, event.data.anomaly), event);
    case 'incident.acknowledged':
      return {
        ...incident,
        phase: incident.phase === 'open' ? 'acknowledged' : incident.phase,
        ...(event.actor ? { acknowledgedBy: event.actor } : {}),
      };
    case 'incident.mitigated':
      return { ...incident, phase: 'mitigated' };
    case 'incident.resolved':
      return { ...incident, phase: 'resolved', resolvedAt: event.time };
    case 'incident.reopened':
      return answering(reopened(incident), event);
    case 'incident.annotated':
      return incident;
    default:
      return acted(incident, event);
  }
}

function detected(incident: Incident, event: EventOf<'incident.detected'>): Incident {
  const { service, environment, anomaly } = event.data;
  const opened = {
    ...incident,
    phase: 'open' as const,
    service: service?.id ?? '',
    environment: environment.id,
  };
  return answering(anomaly === undefined ? opened : withAnomaly(opened, anomaly), event);
}

function reopened({ acknowledgedBy: _taken, resolvedAt: _at, ...incident }: Incident): Incident {
  return { ...incident, phase: 'open' };
}

function withAnomaly(incident: Incident, anomaly: string): Incident {
  if (incident.anomalies.includes(anomaly)) return incident;
  return { ...incident, anomalies: [...incident.anomalies, anomaly] };
}

function answering(incident: Incident, { causationId }: IncidentEvent): Incident {
  if (causationId === undefined || incident.answered.includes(causationId)) return incident;
  return { ...incident, answered: [...incident.answered, causationId] };
}

const states = {
  'action.recommended': 'recommended',
  'action.requested': 'requested',
  'action.completed': 'completed',
  'action.failed': 'failed',
  'action.refused': 'refused',
} as const satisfies Record<string, ActionState>;

function acted(incident: Incident, event: EventOf<keyof typeof states>): Incident {
  const id = event.subject;
  const known = incident.actions[id];
  const change = 'change' in event.data ? event.data.change : known?.change;
  const request = event.name === 'action.requested' ? { eventId: event.id, at: event.time } : known?.request;
  const action = {
    id,
    target: event.data.target,
    state: states[event.name],
    reason: 'reason' in event.data ? event.data.reason : (known?.reason ?? ''),
    ...(change === undefined ? {} : { change }),
    ...(request === undefined ? {} : { request }),
  };
  return { ...incident, actions: { ...incident.actions, [id]: action } };
}
