import { CommanderError } from 'commander';
import { endWithReader } from './cli/end-with-reader.js';
import { exitCode } from './cli/exit-code.js';
import { printError } from './cli/output.js';
import { createProgram } from './program.js';

endWithReader();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode =
    error instanceof CommanderError
      ? error.exitCode && exitCode.usage
      : printError({ json: process.argv.includes('--json') }, error);
}
