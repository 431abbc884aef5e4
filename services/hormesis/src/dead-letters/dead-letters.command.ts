import { Command } from 'commander';
import { discardCommand } from './discard.js';
import { listCommand } from './list.js';
import { retryCommand } from './retry.js';
import { showCommand } from './show.js';

export function deadLettersCommand(): Command {
  return new Command('dead-letters')
    .description('events that could not be taken in: list, show, retry or discard them')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(showCommand())
    .addCommand(retryCommand())
    .addCommand(discardCommand());
}
