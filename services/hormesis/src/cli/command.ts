import { Command } from 'commander';
import { type OutputOptions, printError } from './output.js';
import type { ServerOptions } from './server.js';

export type CommonOptions = OutputOptions & ServerOptions;

/** A command that talks to a server, with the options all of them have. */
export function serverCommand(name: string, description: string): Command {
  return outputCommand(name, description)
    .option('--url <url>', 'the server (default: HORMESIS_URL, else the one running on this machine)')
    .option('--token <token>', 'the token (default: HORMESIS_TOKEN)')
    .option('--data <dir>', 'data folder of the instance on this machine', '.hormesis');
}

/** A command with `--json` and `--quiet`. */
export function outputCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print one JSON document')
    .option('-q, --quiet', 'print no messages');
}

/** Runs a command’s work; what it throws becomes a message and an exit code. */
export function run<Arguments extends unknown[]>(
  work: (...args: Arguments) => Promise<void>,
): (...args: Arguments) => Promise<void> {
  return async (...args) => {
    try {
      await work(...args);
    } catch (error) {
      const command = args.at(-1);
      const options: OutputOptions = command instanceof Command ? command.optsWithGlobals() : {};
      process.exitCode = printError(options, error);
    }
  };
}
