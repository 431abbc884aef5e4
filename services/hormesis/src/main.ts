import { version } from '@hormesis/platform';
import { Command, CommanderError } from 'commander';
import { exitCode } from './cli/exit-code.js';
import { demoCommand } from './demo/demo.command.js';
import { devCommand } from './dev/dev.command.js';
import { doctorCommand } from './doctor/doctor.command.js';
import { emitCommand } from './emit/emit.command.js';
import { flagsCommand } from './flags/flags.command.js';
import { reportCommand } from './report/report.command.js';
import { statusCommand } from './status/status.command.js';

const program = new Command('hormesis')
  .description('Mistakes become data, then guards: changes, incidents and what was learnt from them.')
  .version(version)
  .showSuggestionAfterError()
  .configureHelp({ sortSubcommands: false })
  .addCommand(devCommand())
  .addCommand(demoCommand())
  .addCommand(statusCommand())
  .addCommand(emitCommand())
  .addCommand(flagsCommand())
  .addCommand(reportCommand())
  .addCommand(doctorCommand());

exitWithOurCodes(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
}

/** Commander ends with 1 on a wrong call; ours is 2, so that scripts can tell it from a failure. */
function exitWithOurCodes(command: Command): void {
  command.exitOverride();
  command.commands.forEach(exitWithOurCodes);
}
