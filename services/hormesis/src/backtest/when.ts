import { CliError } from '../cli/cli-error.js';
import { durationSeconds } from '../cli/duration.js';

/**
 * Reads a moment: a time in ISO 8601, or how far back from now it lies (`90d`).
 * @throws CliError that names the option
 */
export function instantOf(option: string, text: string, now: Date): string {
  if (/^\d+[smhd]$/.test(text)) return new Date(now.getTime() - durationSeconds(text) * 1_000).toISOString();
  const time = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && Number.isFinite(time)) return new Date(time).toISOString();
  throw new CliError(
    'usage',
    `${option} is “${text}”, which is no time.`,
    'Write 2026-01-05, 2026-01-05T08:00:00Z, or how far back: 90d, 12h.',
  );
}
