import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { type CommonOptions, run, serverCommand } from '../cli/command.js';
import { printResult, say } from '../cli/output.js';
import { Server } from '../cli/server.js';
import { wholeNumber } from '../cli/whole-number.js';
import type { DemoReceiver } from './demo-receivers.js';

type DemoOptions = CommonOptions & {
  seed: number;
  days: number;
  rollbackPort?: number;
  injectorPort?: number;
};

export function demoCommand(): Command {
  return serverCommand('demo', 'let a simulated fleet of 12 services use a running server until Ctrl-C')
    .option('--seed <number>', 'the same seed makes the same fleet', wholeNumber, 7)
    .option('--days <number>', 'days of history to send first, if the server has none', wholeNumber, 14)
    .option(
      '--rollback-port <port>',
      'take rollback requests on this port, signed with HORMESIS_ROLLBACK_WEBHOOK_SECRET',
      wholeNumber,
    )
    .option(
      '--injector-port <port>',
      'take drills on this port, signed with HORMESIS_INJECTOR_SECRET',
      wholeNumber,
    )
    .action(run(demo));
}

async function demo(options: DemoOptions): Promise<void> {
  const server = Server.find(options);
  const { rollbackPort, injectorPort } = options;
  const rollbacks = receiverAt(rollbackPort, '--rollback-port', 'HORMESIS_ROLLBACK_WEBHOOK_SECRET');
  const drills = receiverAt(injectorPort, '--injector-port', 'HORMESIS_INJECTOR_SECRET');
  await server.json('/api/status');
  say(options, `A fleet of 12 services uses ${server.url} until Ctrl-C.`);
  const [{ runDemoFleet }, { untilToldToEnd }] = await Promise.all([
    import('@hormesis/demo-fleet'),
    import('@hormesis/platform/local'),
  ]);
  const end = new AbortController();
  void untilToldToEnd().then(() => end.abort());
  process.once('disconnect', () => end.abort());
  const told = await runDemoFleet({
    url: server.url,
    token: server.token,
    seed: options.seed,
    historyDays: options.days,
    ...(rollbacks ? { rollbacks } : {}),
    ...(drills ? { drills } : {}),
    signal: end.signal,
    say: (line) => say(options, line),
  });
  if (process.connected) process.disconnect();
  printResult(options, told, () => [`The fleet sent ${told.events} events and had ${told.faults} faults.`]);
}

function receiverAt(port: number | undefined, option: string, variable: string): DemoReceiver | undefined {
  if (port === undefined) return undefined;
  const secret = process.env[variable];
  if (secret) return { port, secret };
  throw new CliError('usage', `${option} needs ${variable} in the environment.`);
}
