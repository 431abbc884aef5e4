import { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { discardCommand } from './discard.js';
import { listCommand } from './list.js';
import { retryCommand } from './retry.js';
import { showCommand } from './show.js';

export function deadLettersCommand(): Command {
  return new Command('dead-letters')
    .description('events that could not be taken in: list, show, retry or discard them')
    .addCommand(listCommand(assertNothingMore), { isDefault: true })
    .addCommand(showCommand())
    .addCommand(retryCommand())
    .addCommand(discardCommand());
}

/** What stands behind `dead-letters` and is no command comes to `list` as well, for listing is the default. */
function assertNothingMore([unknown]: readonly string[]): void {
  if (unknown === undefined) return;
  throw new CliError(
    'usage',
    `Unknown command '${unknown}'.`,
    'There are: dead-letters list, dead-letters show, dead-letters retry, dead-letters discard.',
  );
}
