import type { CommandAccepted } from '@hormesis/api';
import { undoAction } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ActionExecution } from '../execute-actions/action-execution.js';
import { accepted } from '../incidents/accepted.js';
import { ActionCommands } from './action-commands.js';
import { UndoAction } from './undo-action.command.js';

/** It is begun at once; how it ends is to be seen in the incident. */
@CommandHandler(UndoAction)
export class UndoActionHandler implements ICommandHandler<UndoAction> {
  constructor(
    private readonly actions: ActionCommands,
    private readonly execution: ActionExecution,
  ) {}

  async execute({ actionId, order, actor }: UndoAction): Promise<CommandAccepted> {
    const decided = await this.actions.decide(actionId, actor, (incident) =>
      undoAction(incident, { ...order, actionId, by: actor.id }),
    );
    this.execution.beginAll(decided.events);
    return accepted(decided);
  }
}
