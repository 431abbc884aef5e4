import type { IncidentAction } from '@hormesis/api';
import type { IncidentFact } from './incident-fact.js';

type ActionFact = Extract<IncidentFact, { name: `action.${string}` }>;

/** The actions of an incident after one more event about one of them; in order of their first event. */
export function foldAction(actions: IncidentAction[], fact: ActionFact): IncidentAction[] {
  const known = actions.find(({ id }) => id === fact.subject);
  const next = evolve(known ?? begun(fact), fact);
  return known ? actions.map((action) => (action === known ? next : action)) : [...actions, next];
}

function begun({ subject, data, eventTime }: ActionFact): IncidentAction {
  return {
    id: subject,
    target: data.target,
    state: 'requested',
    verdict: null,
    dryRun: false,
    reason: null,
    requestedAt: eventTime,
    finishedAt: null,
    durationMs: null,
  };
}

function evolve(action: IncidentAction, fact: ActionFact): IncidentAction {
  const at = fact.eventTime;
  switch (fact.name) {
    case 'action.recommended':
      return {
        ...action,
        state: 'recommended',
        dryRun: fact.data.dryRun ?? false,
        reason: fact.data.reason,
        requestedAt: at,
      };
    case 'action.requested':
      return { ...action, state: 'requested', reason: fact.data.reason, requestedAt: at, finishedAt: null };
    case 'action.completed': {
      const { durationMs, detail } = fact.data;
      return { ...action, state: 'completed', reason: detail ?? action.reason, finishedAt: at, durationMs };
    }
    case 'action.failed':
      return { ...action, state: 'failed', reason: fact.data.reason, finishedAt: at };
    case 'action.refused':
      return { ...action, state: 'refused', reason: fact.data.reason, finishedAt: at };
    case 'action.stopped':
      return { ...action, state: 'stopped', reason: fact.data.reason ?? action.reason, finishedAt: at };
    case 'action.undoing':
      return { ...action, state: 'undoing', reason: fact.data.reason ?? action.reason };
    case 'action.undone':
      return { ...action, state: 'undone', reason: fact.data.detail ?? action.reason };
    case 'action.undofailed':
      return { ...action, state: 'completed', reason: fact.data.reason };
    case 'action.judged':
      return { ...action, verdict: fact.data.verdict };
  }
}
