import type { Command } from 'commander';
import { outputCommand, run } from '../cli/command.js';
import { exitCode } from '../cli/exit-code.js';
import { type OutputOptions, printResult, say } from '../cli/output.js';
import { banner } from './banner.js';

export type DevOptions = OutputOptions & {
  data: string;
  port?: string;
  kafka?: boolean;
  /** `--empty`: no demo fleet. */
  empty?: boolean;
};

export function devCommand(): Command {
  return outputCommand('dev', 'run everything in one process, with a demo fleet that uses it, until Ctrl-C')
    .option('--data <dir>', 'where the data is kept', '.hormesis')
    .option('--port <port>', 'port of the UI and the API (default: HORMESIS_PORT, else 4700)')
    .option('--kafka', 'keep the log in a Kafka broker (KAFKA_BROKERS, else one that is started here)')
    .option('--empty', 'start without the demo fleet')
    .action(run(dev));
}

async function dev(options: DevOptions): Promise<void> {
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
  await told;
  await instance.stop();
  process.exit(exitCode.ok);
}
