import { Command } from 'commander';
import { acceptCommand } from './accept.js';
import { assignCommand } from './assign.js';
import { editCommand } from './edit.js';
import { listCommand } from './list.js';
import { rejectCommand, retireCommand } from './refuse.js';
import { showCommand } from './show.js';

export function proposalsCommand(): Command {
  return new Command('proposals')
    .description('what incidents taught: list, show, accept, reject, assign, edit or retire it')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(showCommand())
    .addCommand(acceptCommand())
    .addCommand(rejectCommand())
    .addCommand(assignCommand())
    .addCommand(editCommand())
    .addCommand(retireCommand());
}
