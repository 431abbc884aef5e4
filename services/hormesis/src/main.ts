import { whyNotThisNode } from '@hormesis/platform';
import { CommanderError } from 'commander';
import { CliError } from './cli/cli-error.js';
import { endWithReader } from './cli/end-with-reader.js';
import { exitCode } from './cli/exit-code.js';
import { printError } from './cli/output.js';
import { createProgram } from './program.js';

endWithReader();
try {
  const wrong = whyNotThisNode();
  if (wrong !== undefined) throw new CliError('failed', wrong);
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode =
    error instanceof CommanderError
      ? error.exitCode && exitCode.usage
      : printError({ json: process.argv.includes('--json') }, error);
}
