import { SeriesLearner, type Span, type Taught } from '@hormesis/learning';
import type { Line } from '../attribute/read-lines.js';
import { CliError } from '../cli/cli-error.js';
import type { OutputOptions } from '../cli/output.js';
import { printLine } from '../detect/print-line.js';
import { BadLine } from '../detect/watch-line.js';
import { type LearnLine, learnLineOf } from './learn-line.js';
import { LearnSummary } from './learn-summary.js';

export type LearnSeriesOptions = OutputOptions & { skipBad?: boolean; summary?: boolean };

/**
 * Learns an alert from an incident of one series, and prints each time it fires on what follows, at once.
 * @throws CliError at the first line that cannot be read, unless those are to be skipped
 */
export async function learnSeries(lines: AsyncIterable<Line>, options: LearnSeriesOptions): Promise<void> {
  const learner = new SeriesLearner();
  const summary = new LearnSummary(options);
  for await (const { number, text } of lines) {
    try {
      await take(learner, learnLineOf(text), number, summary);
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      if (!options.skipBad) throw refusal(number, error);
      summary.skipped(number, error.message);
    }
  }
  for (const line of summary.lines()) process.stderr.write(`${line}\n`);
}

async function take(
  learner: SeriesLearner,
  line: LearnLine,
  number: number,
  summary: LearnSummary,
): Promise<void> {
  if ('incident' in line) return tell(learner.learn(line.t, line.incident), line, number, summary);
  if (learner.late(line.t)) return summary.late(number, line.t);
  summary.point();
  const fired = learner.take(line);
  if (fired === undefined) return;
  summary.fired();
  const { t, ...anomaly } = fired;
  await printLine({ t, anomaly });
}

async function tell(
  taught: Taught,
  { t, incident }: { t: number; incident: Span },
  number: number,
  summary: LearnSummary,
): Promise<void> {
  if (taught.kind === 'refused') throw new BadLine(taught.reason);
  summary.incident(taught, number, incident);
  if (taught.kind === 'proposed') await printLine({ t, proposal: taught.proposal });
}

function refusal(number: number, { message }: BadLine): CliError {
  return new CliError(
    'usage',
    `Line ${number} cannot be read: ${message}.`,
    'Put it right, or pass over such lines with --skip-bad.',
  );
}
