import { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { listCommand } from './list.js';
import { orderCommand } from './order.js';

export function actionsCommand(): Command {
  return new Command('actions')
    .description('what the guardian did and recommended: list, approve, stop, undo, confirm or reject it')
    .addCommand(listCommand(assertNothingMore), { isDefault: true })
    .addCommand(orderCommand('approve', 'order what was recommended, or once more what did not work'))
    .addCommand(orderCommand('stop', 'stop an action that is not done; what is done all the same is undone'))
    .addCommand(orderCommand('undo', 'undo an action: the flag on again, the version deployed again'))
    .addCommand(orderCommand('confirm', 'say that an action, or a recommendation, was right'))
    .addCommand(orderCommand('reject', 'say that an action, or a recommendation, was wrong'));
}

/** What stands behind `actions` and is no command comes to `list` as well, for listing is the default. */
function assertNothingMore([unknown]: readonly string[]): void {
  if (unknown === undefined) return;
  const names = ['list', 'approve', 'stop', 'undo', 'confirm', 'reject'];
  throw new CliError(
    'usage',
    `Unknown command '${unknown}'.`,
    `There are: ${names.map((name) => `actions ${name}`).join(', ')}.`,
  );
}
