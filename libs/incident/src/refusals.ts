import { type Refusal, refuse } from '@hormesis/decider';
import type { Incident } from './incident.js';

/** Codes of refusals that mean "there is no such thing". */
export const UNKNOWN_INCIDENT = 'unknown-incident';
export const UNKNOWN_ACTION = 'unknown-action';

export function unknownIncident({ id }: Pick<Incident, 'id'>): Refusal {
  return refuse(UNKNOWN_INCIDENT, `There is no incident ${id}.`);
}

export function unknownAction({ id }: Pick<Incident, 'id'>, actionId: string): Refusal {
  return refuse(UNKNOWN_ACTION, `Incident ${id} has no action ${actionId}.`);
}

export function alreadyResolved({ id, resolvedAt }: Pick<Incident, 'id' | 'resolvedAt'>): Refusal {
  return refuse('incident-resolved', `Incident ${id} was resolved at ${resolvedAt}. Reopen it first.`);
}
