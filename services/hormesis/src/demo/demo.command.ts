import { runDemoFleet } from '@hormesis/demo-fleet';
import { untilToldToEnd } from '@hormesis/platform';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';
import { printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';

type DemoOptions = CommonOptions & { seed: string; days: string; rollbackPort?: string };

export function demoCommand(): Command {
  return serverCommand('demo', 'let a simulated fleet of 12 services use the server until Ctrl-C')
    .option('--seed <number>', 'the same seed makes the same fleet', '7')
    .option('--days <number>', 'days of history to send first, if the server has none', '14')
    .option(
      '--rollback-port <port>',
      'take rollback requests on this port, signed with HORMESIS_ROLLBACK_WEBHOOK_SECRET',
    )
    .action(
      run(async (options: DemoOptions) => {
        const server = Server.find(options);
        const end = new AbortController();
        void untilToldToEnd().then(() => end.abort());
        const told = await runDemoFleet({
          url: server.url,
          token: server.token,
          seed: wholeNumber('--seed', options.seed),
          historyDays: wholeNumber('--days', options.days),
          ...rollbacksOf(options),
          signal: end.signal,
          say: (line) => say(options, line),
        });
        printResult(options, told, () => [
          `The fleet sent ${told.events} events and had ${told.faults} faults.`,
        ]);
      }),
    );
}

function rollbacksOf({ rollbackPort }: DemoOptions): { rollbacks?: { port: number; secret: string } } {
  if (rollbackPort === undefined) return {};
  const secret = process.env.HORMESIS_ROLLBACK_WEBHOOK_SECRET;
  if (!secret)
    throw new CliError('usage', '--rollback-port needs HORMESIS_ROLLBACK_WEBHOOK_SECRET in the environment.');
  return { rollbacks: { port: wholeNumber('--rollback-port', rollbackPort), secret } };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new CliError('usage', `${name} takes a whole number, not "${text}".`);
  return value;
}
