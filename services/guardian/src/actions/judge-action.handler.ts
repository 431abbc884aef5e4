import type { CommandAccepted } from '@hormesis/api';
import { judgeAction } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { ActionCommands } from './action-commands.js';
import { JudgeAction } from './judge-action.command.js';

@CommandHandler(JudgeAction)
export class JudgeActionHandler implements ICommandHandler<JudgeAction> {
  constructor(private readonly actions: ActionCommands) {}

  async execute({ actionId, verdict, order, actor }: JudgeAction): Promise<CommandAccepted> {
    const word = verdict === 'confirmed' ? 'Confirmed' : 'Rejected';
    const reason = order.reason ?? `${word} by ${actor.id}.`;
    return accepted(
      await this.actions.decide(actionId, actor, (incident) =>
        judgeAction(incident, { actionId, verdict, by: 'person', reason }),
      ),
    );
  }
}
