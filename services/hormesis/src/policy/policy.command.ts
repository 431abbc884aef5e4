import { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { breakerCommand } from './breaker.js';
import { freezeCommand, unfreezeCommand } from './freeze.js';
import { listCommand } from './list.js';
import { markCommand, unmarkCommand } from './mark.js';
import { setCommand } from './set.js';

export function policyCommand(): Command {
  return new Command('policy')
    .description('how far the guardian may go alone: list, set, freeze, mark, reset its breaker')
    .addCommand(listCommand(assertNothingMore), { isDefault: true })
    .addCommand(setCommand())
    .addCommand(freezeCommand())
    .addCommand(unfreezeCommand())
    .addCommand(markCommand())
    .addCommand(unmarkCommand())
    .addCommand(breakerCommand());
}

/** What stands behind `policy` and is no command comes to `list` as well, for listing is the default. */
function assertNothingMore([unknown]: readonly string[]): void {
  if (unknown === undefined) return;
  const names = ['list', 'set', 'freeze', 'unfreeze', 'mark', 'unmark', 'breaker'];
  throw new CliError(
    'usage',
    `Unknown command '${unknown}'.`,
    `There are: ${names.map((name) => `policy ${name}`).join(', ')}.`,
  );
}
