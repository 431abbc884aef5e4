import { seriesAlarm, seriesScorer } from '@hormesis/statistics';
import type { Line } from '../attribute/read-lines.js';
import { CliError } from '../cli/cli-error.js';
import { printLine } from './print-line.js';
import { seriesPointOf } from './series-line.js';
import { BadLine } from './watch-line.js';

export type DetectSeriesOptions = { skipBad?: boolean; summary?: boolean };

/**
 * Scores the points of one series as they come, and prints each score at once.
 * @throws CliError at the first line that cannot be read, unless those are to be skipped
 */
export async function detectSeries(
  lines: AsyncIterable<Line>,
  { skipBad = false, summary = false }: DetectSeriesOptions,
): Promise<void> {
  const scorer = seriesScorer();
  let points = 0;
  let alarms = 0;
  let skipped = 0;
  for await (const { number, text } of lines) {
    try {
      const point = seriesPointOf(text);
      const score = scorer.take(point);
      points += 1;
      if (score >= seriesAlarm) alarms += 1;
      await printLine({ t: point.t, score: rounded(score) });
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      if (!skipBad) throw refusal(number, error);
      skipped += 1;
    }
  }
  if (summary) process.stderr.write(`${points} points, ${alarms} alarms, ${skipped} lines passed over\n`);
}

function refusal(number: number, { message }: BadLine): CliError {
  return new CliError(
    'usage',
    `Line ${number} cannot be read: ${message}.`,
    'Put it right, or pass over such lines with --skip-bad.',
  );
}

/** Fine enough that no two scores that differ in rank become the same. */
function rounded(score: number): number {
  return Math.round(score * 1e9) / 1e9;
}
