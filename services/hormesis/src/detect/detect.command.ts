import type { Command } from 'commander';
import { readLines } from '../attribute/read-lines.js';
import { outputCommand, run } from '../cli/command.js';
import { type DetectOptions, detectAnomalies } from './detect-anomalies.js';
import { detectSeries } from './detect-series.js';
import { objective } from './objective.js';

export function detectCommand(): Command {
  return outputCommand(
    'detect',
    'find what got worse, and by which change, in lines of JSON; needs no server',
  )
    .argument('[file]', 'the lines; without a file, or with -, standard input')
    .option(
      '--budget <words>',
      'false alarms you can live with, as “one false rollback a month”',
      '1 % per 30 min',
    )
    .option(
      '--objective <metric=percent>',
      'watch how fast this share of good requests is used up',
      objective,
    )
    .option('--series', 'score each point of one plain series: lines of {t, value} in, {t, score} out')
    .option('--skip-bad', 'pass over lines that cannot be read, and count them on stderr')
    .option('--summary', 'say on stderr at the end what was read and found')
    .action(run(detect));
}

async function detect(
  file: string | undefined,
  options: DetectOptions & { series?: boolean },
): Promise<void> {
  if (options.series) await detectSeries(readLines(file), options);
  else await detectAnomalies(readLines(file), options);
}
