import { type AnomalyLine, defaultBudget, parseBudget, Watch, type WatchOptions } from '@hormesis/statistics';
import type { Line } from '../attribute/read-lines.js';
import { CliError } from '../cli/cli-error.js';
import { messageOf, type OutputOptions } from '../cli/output.js';
import { printLine } from './print-line.js';
import { Summary } from './summary.js';
import { BadLine, watchLineOf } from './watch-line.js';

export type DetectOptions = OutputOptions & {
  budget?: string;
  objective?: Readonly<Record<string, number>>;
  skipBad?: boolean;
  summary?: boolean;
};

/**
 * Watches lines as they come, and prints each anomaly at once.
 * @throws CliError at the first line that cannot be read, unless those are to be skipped
 */
export async function detectAnomalies(lines: AsyncIterable<Line>, options: DetectOptions): Promise<void> {
  const watch = Watch.begin(watchOptions(options));
  const summary = new Summary();
  for await (const { number, text } of lines) {
    try {
      const line = watchLineOf(text);
      summary.read(line);
      await tell(watch.take(line), summary);
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      if (!options.skipBad) throw refusal(number, error);
      summary.skipped(number, error.message);
    }
  }
  await tell(watch.finish(), summary);
  for (const line of summary.lines(options)) process.stderr.write(`${line}\n`);
}

async function tell(anomalies: readonly AnomalyLine[], summary: Summary): Promise<void> {
  for (const anomaly of anomalies) {
    summary.told(anomaly);
    await printLine(anomaly);
  }
}

function refusal(number: number, { message }: BadLine): CliError {
  return new CliError(
    'usage',
    `Line ${number} cannot be read: ${message}.`,
    'Put it right, or pass over such lines with --skip-bad.',
  );
}

function watchOptions({ budget, objective }: DetectOptions): WatchOptions {
  try {
    return { budget: budget === undefined ? defaultBudget : parseBudget(budget), objectives: objective };
  } catch (error) {
    throw new CliError('usage', `--budget: ${messageOf(error)}`);
  }
}
