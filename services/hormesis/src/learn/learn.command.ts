import type { Command } from 'commander';
import { readLines } from '../attribute/read-lines.js';
import { CliError } from '../cli/cli-error.js';
import { outputCommand, run } from '../cli/command.js';
import { type LearnSeriesOptions, learnSeries } from './learn-series.js';

export function learnCommand(): Command {
  return outputCommand(
    'learn',
    'propose an alert from one incident of a plain series, and say when it fires; needs no server',
  )
    .argument('[file]', 'the lines; without a file, or with -, standard input')
    .option('--series', 'lines of {t, value} and {t, incident} in, {t, proposal} and {t, anomaly} out')
    .option('--skip-bad', 'pass over lines that cannot be read, and count them on stderr')
    .option('--summary', 'say on stderr at the end what was read and found')
    .action(run(learn));
}

async function learn(
  file: string | undefined,
  { series, ...options }: LearnSeriesOptions & { series?: boolean },
): Promise<void> {
  if (!series) {
    throw new CliError(
      'usage',
      'Nothing to learn from: pass --series, and a plain series as lines of JSON.',
      'What incidents taught on the server is under proposals in the console.',
    );
  }
  if (file === undefined && process.stdin.isTTY) {
    throw new CliError('usage', 'No series: give a file, or pipe lines in.', 'See hormesis learn --help');
  }
  await learnSeries(readLines(file), options);
}
