import { Command } from 'commander';
import { CliError } from './cli-error.js';
import { type OutputOptions, printError } from './output.js';
import type { ServerOptions } from './server.js';

export type CommonOptions = OutputOptions & ServerOptions;

/** A command that talks to a server, with the options all of them have. */
export function serverCommand(name: string, description: string): Command {
  return outputCommand(name, description)
    .option('--url <url>', 'the server (default: HORMESIS_URL, else the one running on this machine)')
    .option('--token <token>', 'the token (default: HORMESIS_TOKEN, else that of the server on this machine)')
    .option('--data <dir>', 'data folder of the instance on this machine', '.hormesis');
}

/** A command with the options that all have. */
export function outputCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print one JSON document, also for an error')
    .option('-q, --quiet', 'print no messages, only data and errors')
    .option('--no-color', 'print no colours (also: NO_COLOR, TERM=dumb)');
}

/** Runs a command’s work; what it throws becomes a message and an exit code. */
export function run<Arguments extends unknown[]>(
  work: (...args: Arguments) => Promise<void>,
): (...args: Arguments) => Promise<void> {
  return async (...args) => {
    try {
      await work(...args);
    } catch (error) {
      process.exitCode = printError(optionsOf(args), error);
    }
  };
}

/** Like {@link run}, for work that is over soon: Ctrl-C leaves at once. */
export function runBriefly<Arguments extends unknown[]>(
  work: (...args: Arguments) => Promise<void>,
): (...args: Arguments) => Promise<void> {
  return async (...args) => {
    const leave = () => process.exit(printError(optionsOf(args), interrupted()));
    process.once('SIGINT', leave);
    await run(work)(...args);
    process.off('SIGINT', leave);
  };
}

function optionsOf(args: readonly unknown[]): OutputOptions {
  const command = args.at(-1);
  return command instanceof Command ? command.optsWithGlobals() : {};
}

function interrupted(): CliError {
  return new CliError(
    'interrupted',
    'Interrupted before there was an answer.',
    'What was asked for may be done all the same: look before you repeat it.',
  );
}
