import type { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.js';

/**
 * Lets every command throw what is wrong with its call, instead of printing it and ending: so that a wrong call is told
 * like any other error, in words or as JSON, with our exit code.
 */
export function throwUsageErrors(command: Command): void {
  command.configureOutput({ outputError: () => undefined });
  command.exitOverride((error) => {
    throw isNoError(error) ? error : usageErrorOf(error, pathOf(command));
  });
  command.commands.forEach(throwUsageErrors);
}

/** Commander throws as well when it has shown help or the version. */
export function isNoError({ code }: CommanderError): boolean {
  return ['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(code);
}

function usageErrorOf({ message }: CommanderError, path: string): CliError {
  const [what = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const sentence = what.charAt(0).toUpperCase() + what.slice(1);
  return new CliError(
    'usage',
    /[.!?]$/.test(sentence) ? sentence : `${sentence}.`,
    suggestion ? suggestion.replace(/^\(|\)$/g, '') : `See ${path} --help`,
  );
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
