import { untilToldToEnd } from '@hormesis/platform';
import type { Command } from 'commander';
import { outputCommand, run } from '../cli/command.js';
import type { OutputOptions } from '../cli/output.js';
import { printResult, say } from '../cli/output.js';
import { banner } from './banner.js';
import { startInstance } from './start-instance.js';

export type DevOptions = OutputOptions & {
  data: string;
  port?: string;
  kafka?: boolean;
  /** `--empty`: no demo fleet. */
  empty?: boolean;
};

export function devCommand(): Command {
  return outputCommand('dev', 'run everything in one process, with a demo fleet that uses it')
    .option('--data <dir>', 'where the data is kept', '.hormesis')
    .option('--port <port>', 'port of the UI and the API (default: 4700)')
    .option('--kafka', 'keep the log in a Kafka broker (KAFKA_BROKERS, else one that is started here)')
    .option('--empty', 'start without the demo fleet')
    .action(
      run(async (options: DevOptions) => {
        const told = untilToldToEnd();
        const instance = await startInstance(options);
        printResult(options, instance.description, () => banner(instance.description));
        await told;
        say(options, '\nStopping…');
        await instance.stop();
        process.exit(0);
      }),
    );
}
