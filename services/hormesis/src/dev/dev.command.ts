import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { CliError } from '../cli/cli-error.js';
import { outputCommand, run } from '../cli/command.js';
import { exitCode } from '../cli/exit-code.js';
import { type OutputOptions, printError, printResult, say } from '../cli/output.js';
import { portNumber } from '../cli/port-number.js';
import { banner } from './banner.js';
import type { Instance } from './start-instance.js';

const stopPatienceMs = 15_000;

export type DevOptions = OutputOptions & {
  data: string;
  port?: number;
  kafka?: boolean;
  /** `--empty`: no demo fleet. */
  empty?: boolean;
};

export function devCommand(): Command {
  return outputCommand('dev', 'run everything in one process, with a demo fleet that uses it, until Ctrl-C')
    .option('--data <dir>', 'where the data is kept', '.hormesis')
    .option('--port <port>', 'port of the UI and the API (default: HORMESIS_PORT, else 4700)', portNumber)
    .option('--kafka', 'keep the log in a Kafka broker (KAFKA_BROKERS, else one that is started here)')
    .option('--empty', 'start without the demo fleet')
    .action(run(dev));
}

/** Ends the process in any case: what failed may leave something open behind it. */
async function dev(options: DevOptions): Promise<void> {
  try {
    process.exit(await runUntilTold(options));
  } catch (error) {
    process.exit(printError(options, error));
  }
}

async function runUntilTold(options: DevOptions): Promise<number> {
  process.env.HORMESIS_LOG_LEVEL ||= 'warn';
  say(options, 'Starting…');
  const [{ startInstance }, { untilToldToEnd }] = await Promise.all([
    import('./start-instance.js'),
    import('@hormesis/platform/local'),
  ]);
  let started = false;
  const told = untilToldToEnd().then(() => {
    say(options, started ? '\nStopping…' : '\nStopping as soon as it has started…');
  });
  const instance = await startInstance(options);
  started = true;
  printResult(options, instance.description, () => banner(instance.description));
  const crash = await Promise.race([told, instance.crashed]);
  if (crash) return stopAfter(crash, instance);
  await instance.stop();
  return exitCode.ok;
}

/** Says what has happened, on stderr for `--json` too: stdout has its document. What stops without its database cannot but fail. */
async function stopAfter(crash: Error, instance: Instance): Promise<number> {
  const code = printError(
    {},
    new CliError('failed', crash.message, 'Everything is stopped. Start it again.'),
  );
  await Promise.race([instance.stop().catch(() => undefined), pause(stopPatienceMs)]);
  return code;
}
