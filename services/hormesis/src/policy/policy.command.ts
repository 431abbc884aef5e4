import { Command } from 'commander';
import { breakerCommand } from './breaker.js';
import { freezeCommand, unfreezeCommand } from './freeze.js';
import { listCommand } from './list.js';
import { markCommand, unmarkCommand } from './mark.js';
import { setCommand } from './set.js';

export function policyCommand(): Command {
  return new Command('policy')
    .description('how far the guardian may go alone: list, set, freeze, mark, reset its breaker')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(setCommand())
    .addCommand(freezeCommand())
    .addCommand(unfreezeCommand())
    .addCommand(markCommand())
    .addCommand(unmarkCommand())
    .addCommand(breakerCommand());
}
