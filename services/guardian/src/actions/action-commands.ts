import type { Decision } from '@hormesis/decider';
import type { Principal } from '@hormesis/events';
import { ProblemError } from '@hormesis/http';
import type { Incident, IncidentStatement } from '@hormesis/incident';
import type { Decided } from '@hormesis/streams';
import { Injectable } from '@nestjs/common';
import { IncidentCommands } from '../incidents/incident-commands.js';
import { ActionsTaken } from '../ladder/actions-taken.js';

/** What people do to an action, wherever it belongs. */
@Injectable()
export class ActionCommands {
  constructor(
    private readonly actions: ActionsTaken,
    private readonly incidents: IncidentCommands,
  ) {}

  /** @throws ProblemError 404 when there is no such action; Refused (409) when the rules refuse. */
  async decide(
    actionId: string,
    actor: Principal,
    decide: (incident: Incident) => Decision<IncidentStatement>,
  ): Promise<Decided<IncidentStatement>> {
    return this.incidents.decide(await this.incidentOf(actionId), actor, decide);
  }

  /** @throws ProblemError 404 */
  async incidentOf(actionId: string): Promise<string> {
    const incident = await this.actions.incidentOf(actionId);
    if (incident !== undefined) return incident;
    throw new ProblemError({
      status: 404,
      code: 'unknown-action',
      title: `There is no action ${actionId}.`,
      hint: 'GET /api/actions lists them.',
    });
  }
}
