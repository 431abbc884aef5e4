import type { IncidentCase } from '@hormesis/api';
import { type EventOf, isEvent, isOurs } from '@hormesis/events';
import { type Position, topics } from '@hormesis/log';
import { instant, integer, json, number, projection, text } from '@hormesis/projection';
import { type CaseFact, type CaseFactName, foldCase, withCaseFact } from '../learning/fold-case.js';

/** What each incident had to teach: the newest case, and its class as people put it right. Folded anew from its facts. */
export const incidentCase = projection({
  name: 'incident_case',
  version: 1,
  from: [topics.learning],
  table: 'read.incident_case',
  by: { incident: text },
  key: (event) =>
    isEvent(event, 'case.assembled', 'case.corrected') && isOurs(event) ? { incident: event.subject } : null,
  columns: {
    service: text.nullable,
    environment: text.nullable,
    fingerprint: text,
    class: json<IncidentCase['class']>(),
    explained: json<string[]>(),
    corrected: json<IncidentCase['corrected']>().nullable,
    onset: instant.nullable,
    detectedAt: instant.nullable,
    endedAt: instant.nullable,
    detectMs: number.nullable,
    detectedBy: text.nullable,
    confirmedBy: text.nullable,
    stoppedBy: text.nullable,
    shouldHave: text.nullable,
    why: text.nullable,
    change: json<IncidentCase['change']>().nullable,
    reached: text.nullable,
    exposedUserSeconds: number.nullable,
    exemplars: integer.nullable,
    earlier: json<string[]>(),
    evidence: json<string[]>(),
    drill: text.nullable,
    assembledAt: instant.nullable,
    facts: json<readonly CaseFact[]>(),
  },
  on: { 'case.assembled': learned, 'case.corrected': learned },
});

type Known = { facts: readonly CaseFact[] };

function learned(row: Known | undefined, event: EventOf<CaseFactName>, position: Position) {
  const facts = withCaseFact(row?.facts ?? [], event, position);
  return { ...foldCase(facts), facts };
}
