import type { Decision } from '@hormesis/decider';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
import type { Step } from './ladder/step.js';

export type ProposedAction = Omit<Step, 'how'> & { actionId: string };

/** The guardian asks for an action of its own accord. Asked for twice it is done once; one recommended is upgraded, unless a person said that it is wrong. */
export function requestAction(incident: Incident, action: ProposedAction): Decision<IncidentStatement> {
  const known = incident.actions[action.actionId];
  if (known && (known.state !== 'recommended' || known.verdict?.verdict === 'wrong')) return [];
  return [{ name: 'action.requested', subject: action.actionId, data: dataOf(incident, action) }];
}

/** The guardian tells people what it would do. Once, and not when it has already gone further. */
export function recommendAction(incident: Incident, action: ProposedAction): Decision<IncidentStatement> {
  if (incident.actions[action.actionId]) return [];
  const { withheld, dryRun } = action;
  return [
    {
      name: 'action.recommended',
      subject: action.actionId,
      data: {
        ...dataOf(incident, action),
        ...(withheld.length === 0 ? {} : { withheld: [...withheld] }),
        ...(dryRun ? { dryRun } : {}),
      },
    },
  ];
}

function dataOf(incident: Incident, { target, change, reason, rule, blast }: ProposedAction) {
  return {
    ...placeOf(incident),
    incident: incident.id,
    target,
    change: change.eventId,
    reason,
    rule,
    ...(blast === undefined ? {} : { blast }),
  };
}
