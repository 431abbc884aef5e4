import { CommanderError } from 'commander';
import { exitCode } from './cli/exit-code.js';
import { printError } from './cli/output.js';
import { createProgram } from './program.js';

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode =
    error instanceof CommanderError
      ? error.exitCode && exitCode.usage
      : printError({ json: process.argv.includes('--json') }, error);
}
