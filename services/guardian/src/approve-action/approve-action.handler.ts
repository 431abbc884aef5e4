import type { CommandAccepted } from '@hormesis/api';
import { approveAction } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ActionExecution } from '../execute-actions/action-execution.js';
import { accepted } from '../incidents/accepted.js';
import { IncidentCommands } from '../incidents/incident-commands.js';
import { ApproveAction } from './approve-action.command.js';

/** What is approved is begun at once; how it ends is to be seen in the incident. */
@CommandHandler(ApproveAction)
export class ApproveActionHandler implements ICommandHandler<ApproveAction> {
  constructor(
    private readonly incidents: IncidentCommands,
    private readonly execution: ActionExecution,
  ) {}

  async execute({ incidentId, actionId, actor }: ApproveAction): Promise<CommandAccepted> {
    const decided = await this.incidents.decide(incidentId, actor, (incident) =>
      approveAction(incident, { actionId, by: actor.id }),
    );
    this.execution.beginAll(decided.events);
    return accepted(decided);
  }
}
