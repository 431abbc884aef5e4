import { Command } from 'commander';
import { listCommand } from './list.js';
import { orderCommand } from './order.js';

export function actionsCommand(): Command {
  return new Command('actions')
    .description('what the guardian did and recommended: list, approve, stop, undo, confirm or reject it')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(orderCommand('approve', 'order what was recommended, or once more what did not work'))
    .addCommand(orderCommand('stop', 'stop an action that is not done; what is done all the same is undone'))
    .addCommand(orderCommand('undo', 'undo an action: the flag on again, the version deployed again'))
    .addCommand(orderCommand('confirm', 'say that an action, or a recommendation, was right'))
    .addCommand(orderCommand('reject', 'say that an action, or a recommendation, was wrong'));
}
