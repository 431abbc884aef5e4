import type { Decider } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import { evolveAction } from './evolve-action.js';
import type { Incident, IncidentEvent, IncidentStatement } from './incident.js';

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
    suspects: [],
  }),
  evolve,
};

function evolve(incident: Incident, event: IncidentEvent): Incident {
  switch (event.name) {
    case 'incident.detected':
      return detected(incident, event);
    case 'attribution.ranked':
      return answering(ranked(incident, event), event);
    case 'incident.acknowledged':
      return {
        ...incident,
        phase: incident.phase === 'open' ? 'acknowledged' : incident.phase,
        ...(event.actor ? { acknowledgedBy: event.actor } : {}),
      };
    case 'incident.mitigated':
      return {
        ...incident,
        phase: 'mitigated',
        ...(event.data.action === undefined ? {} : { mitigatedBy: event.data.action }),
      };
    case 'incident.resolved':
      return { ...incident, phase: 'resolved', resolvedAt: event.time };
    case 'incident.reopened':
      return answering(reopened(incident), event);
    case 'incident.escalated':
      return escalated(incident, event);
    case 'incident.annotated':
    case 'incident.recovered':
      return incident;
    default: {
      const action = evolveAction(incident.actions[event.subject], event);
      return { ...incident, actions: { ...incident.actions, [action.id]: action } };
    }
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

function ranked(incident: Incident, { data }: EventOf<'attribution.ranked'>): Incident {
  const suspects = data.candidates.flatMap(({ change, probability }) =>
    change ? [{ eventId: change.eventId, source: change.source, probability }] : [],
  );
  return { ...withAnomaly(incident, data.anomaly), suspects };
}

function reopened({
  acknowledgedBy: _taken,
  resolvedAt: _at,
  mitigatedBy: _by,
  ...incident
}: Incident): Incident {
  return { ...incident, phase: 'open' };
}

function escalated(incident: Incident, { data }: EventOf<'incident.escalated'>): Incident {
  const action = data.action === undefined ? undefined : incident.actions[data.action];
  if (!action) return incident;
  return { ...incident, actions: { ...incident.actions, [action.id]: { ...action, escalated: true } } };
}

function withAnomaly(incident: Incident, anomaly: string): Incident {
  if (incident.anomalies.includes(anomaly)) return incident;
  return { ...incident, anomalies: [...incident.anomalies, anomaly] };
}

function answering(incident: Incident, { causationId }: IncidentEvent): Incident {
  if (causationId === undefined || incident.answered.includes(causationId)) return incident;
  return { ...incident, answered: [...incident.answered, causationId] };
}
