import type { AttributionCandidate, IncidentAction } from '@hormesis/api';
import { type EventOf, isOurs } from '@hormesis/events';
import { type Position, topics } from '@hormesis/log';
import { instant, json, oneOf, projection, text } from '@hormesis/projection';
import { foldIncident } from '../incident/fold-incident.js';
import {
  type IncidentFact,
  type IncidentFactName,
  incidentOfFact,
  withFact,
} from '../incident/incident-fact.js';

/** One row an incident that this system opened; what others tell of theirs stays on the timeline. Folded anew from its facts, so that the order in which they came does not matter. */
export const incident = projection({
  name: 'incident',
  version: 2,
  from: [topics.incidents, topics.learning],
  table: 'read.incident',
  by: { id: text },
  key: (event) => {
    const id = isOurs(event) ? incidentOfFact(event) : null;
    return id === null ? null : { id };
  },
  columns: {
    phase: oneOf('open', 'acknowledged', 'mitigated', 'resolved'),
    severity: oneOf('critical', 'warning', 'info'),
    service: text.nullable,
    environment: text,
    title: text,
    onset: instant.nullable,
    detectedAt: instant.nullable,
    acknowledgedAt: instant.nullable,
    acknowledgedBy: text.nullable,
    mitigatedAt: instant.nullable,
    resolvedAt: instant.nullable,
    resolution: text.nullable,
    candidates: json<AttributionCandidate[]>(),
    attributionMethod: text.nullable,
    attributedChange: text.nullable,
    actions: json<IncidentAction[]>(),
    anomalies: json<string[]>(),
    proposals: json<string[]>(),
    facts: json<readonly IncidentFact[]>(),
  },
  on: {
    'incident.detected': learned,
    'incident.acknowledged': learned,
    'incident.mitigated': learned,
    'incident.reopened': learned,
    'incident.resolved': learned,
    'attribution.ranked': learned,
    'action.recommended': learned,
    'action.requested': learned,
    'action.completed': learned,
    'action.failed': learned,
    'action.refused': learned,
    'action.stopped': learned,
    'action.undoing': learned,
    'action.undone': learned,
    'action.undofailed': learned,
    'action.judged': learned,
    'proposal.proposed': learned,
  },
});

type Known = { facts: readonly IncidentFact[] };

function learned(row: Known | undefined, event: EventOf<IncidentFactName>, position: Position) {
  const facts = withFact(row?.facts ?? [], event, position);
  return { ...foldIncident(facts), facts };
}
