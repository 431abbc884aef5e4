import type { CommandAccepted } from '@hormesis/api';
import { stopAction } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { ActionCommands } from './action-commands.js';
import { StopAction } from './stop-action.command.js';

@CommandHandler(StopAction)
export class StopActionHandler implements ICommandHandler<StopAction> {
  constructor(private readonly actions: ActionCommands) {}

  async execute({ actionId, order, actor }: StopAction): Promise<CommandAccepted> {
    return accepted(
      await this.actions.decide(actionId, actor, (incident) => stopAction(incident, { ...order, actionId })),
    );
  }
}
