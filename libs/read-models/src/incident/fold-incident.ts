import type { IncidentDetail } from '@hormesis/api';
import { decisiveRanking } from '@hormesis/incident';
import { foldAction } from './fold-action.js';
import type { IncidentFact } from './incident-fact.js';

/** What the row of an incident says. */
export type IncidentValues = Omit<
  IncidentDetail,
  'id' | 'detectedAt' | 'attributedTo' | 'staleSince' | 'asOf'
> & {
  /** `null` until the event that opened it has come. */
  detectedAt: string | null;
  /** Event id of the change that is the most likely cause; `null` if that is `none`. */
  attributedChange: string | null;
};

const unknown: IncidentValues = {
  phase: 'open',
  severity: 'critical',
  service: null,
  environment: '',
  title: '',
  onset: null,
  detectedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  mitigatedAt: null,
  resolvedAt: null,
  resolution: null,
  candidates: [],
  attributionMethod: null,
  attributedChange: null,
  actions: [],
  anomalies: [],
  proposals: [],
};

/** What an incident is, from all its facts in order of time. */
export function foldIncident(facts: readonly IncidentFact[]): IncidentValues {
  return facts.reduce(evolve, { ...unknown, ...attribution(facts) });
}

/** What it is attributed to follows from all of its rankings and actions, not from the last ranking. */
function attribution(facts: readonly IncidentFact[]) {
  const ranking = decisiveRanking(facts.filter(isRanking), facts.filter(isAction));
  return {
    candidates: ranking?.data.candidates ?? [],
    attributionMethod: ranking?.data.method ?? null,
    attributedChange: ranking?.data.candidates[0]?.change?.eventId ?? null,
  };
}

type RankingFact = Extract<IncidentFact, { name: 'attribution.ranked' }>;
type ActionFact = Extract<IncidentFact, { name: `action.${string}` }>;

function isRanking(fact: IncidentFact): fact is RankingFact {
  return fact.name === 'attribution.ranked';
}

function isAction(fact: IncidentFact): fact is ActionFact {
  return fact.name.startsWith('action.');
}

function evolve(incident: IncidentValues, fact: IncidentFact): IncidentValues {
  const at = fact.eventTime;
  switch (fact.name) {
    case 'incident.detected':
      return detected(incident, fact);
    case 'attribution.ranked':
      return { ...incident, anomalies: withOne(incident.anomalies, fact.data.anomaly) };
    case 'incident.acknowledged': {
      const phase = incident.phase === 'open' ? 'acknowledged' : incident.phase;
      return { ...incident, phase, acknowledgedAt: at, acknowledgedBy: fact.actor?.id ?? null };
    }
    case 'incident.mitigated':
      return { ...incident, phase: 'mitigated', mitigatedAt: at };
    case 'incident.resolved':
      return { ...incident, phase: 'resolved', resolvedAt: at, resolution: fact.data.resolution ?? null };
    case 'incident.reopened':
      return { ...incident, ...reopened };
    case 'proposal.proposed':
      return { ...incident, proposals: withOne(incident.proposals, fact.subject) };
    default:
      return { ...incident, actions: foldAction(incident.actions, fact) };
  }
}

const reopened = {
  phase: 'open',
  acknowledgedAt: null,
  acknowledgedBy: null,
  mitigatedAt: null,
  resolvedAt: null,
  resolution: null,
} as const;

function detected(incident: IncidentValues, fact: Extract<IncidentFact, { name: 'incident.detected' }>) {
  const { service, environment, anomaly, description, severity, onset } = fact.data;
  const about = service?.id || null;
  return {
    ...incident,
    detectedAt: incident.detectedAt ?? fact.eventTime,
    service: about,
    environment: environment.id,
    severity: severity ?? incident.severity,
    title: description ?? `Trouble with ${about ?? 'a service'} in ${environment.id}`,
    onset: onset === undefined || Number.isNaN(Date.parse(onset)) ? incident.onset : onset,
    anomalies: anomaly === undefined ? incident.anomalies : withOne(incident.anomalies, anomaly),
  };
}

function withOne(list: string[], one: string): string[] {
  return list.includes(one) ? list : [...list, one];
}
