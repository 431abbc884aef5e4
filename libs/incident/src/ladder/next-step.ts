import type { Change } from '@hormesis/change';
import type { Incident, IncidentAction } from '../incident.js';
import type { ProposedAction } from '../request-action.js';
import { actionIdOf, targetOf } from '../target-of.js';
import { blastOf } from './blast-radius.js';
import type { Ladder } from './ladder.js';
import { policyFor } from './policy-for.js';

/**
 * What people should look at when an action has not helped: after a pause, to take the same change back; else the next
 * suspect. It is only ever recommended. `undefined`: there is nothing else that could be taken back.
 *
 * @param changes what changed around the incident
 */
export function nextStep(
  incident: Incident,
  action: IncidentAction,
  changes: readonly Change[],
  ladder: Ladder,
): ProposedAction | undefined {
  for (const change of suspectsAfter(incident, action, changes)) {
    const target = targetOf(change, incident.environment);
    if (!target) continue;
    const touched = {
      service: change.service ?? incident.service,
      environment: change.environment ?? incident.environment,
      kind: change.kind,
    };
    const { service, environment, changeKind } = policyFor(ladder.policies, touched, ladder.otherwise);
    const blast = blastOf(target, change, changes);
    return {
      actionId: actionIdOf(incident.id, change, target),
      target,
      change,
      reason: `${change.summary}: what was done before it did not help.`,
      rule: { service, environment, changeKind },
      ...(blast === undefined ? {} : { blast: blast.radius }),
      withheld: ['did-not-help'],
    };
  }
  return undefined;
}

function suspectsAfter(
  { suspects }: Incident,
  { change, target }: IncidentAction,
  changes: readonly Change[],
): Change[] {
  const wanted = target.kind === 'pause' ? suspects : suspects.filter(({ eventId }) => eventId !== change);
  return wanted.flatMap(({ eventId, source }) => {
    const known = changes.find(
      (each) => each.eventId === eventId && (source === undefined || each.source === source),
    );
    return known ? [known] : [];
  });
}
