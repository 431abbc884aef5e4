import type { Command } from 'commander';
import { CliError } from './cli-error.js';

/**
 * What stands behind a group of commands and is none of them comes to the one that is run by default.
 * @throws {CliError} that names the commands there are
 */
export function assertNoCommand([unknown]: readonly string[], group: Command | null): void {
  if (unknown === undefined || group === null) return;
  const names = group.commands.map((command) => `${group.name()} ${command.name()}`);
  throw new CliError('usage', `Unknown command '${unknown}'.`, `There are: ${names.join(', ')}.`);
}
