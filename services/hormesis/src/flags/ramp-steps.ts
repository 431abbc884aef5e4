import { CliError } from '../cli/cli-error.js';
import { durationSeconds } from '../cli/duration.js';

/** Reads `1,10,50,100` as percentages. */
export function percentages(text: string): number[] {
  const shares = text.split(',').map((part) => Number(part.trim().replace(/%$/, '') || Number.NaN));
  if (shares.every((share) => share > 0 && share <= 100)) return shares;
  throw new CliError(
    'usage',
    `"${text}" are no steps.`,
    'Give percentages that grow, such as --steps 1,10,50,100.',
  );
}

/** Reads `60s`, or one duration a step: `60s,5m,1h`. */
export function bakes(text: string): number[] {
  return text.split(',').map((part) => durationSeconds(part.trim()));
}

/** Puts shares and durations together; a single duration is that of every step. */
export function rampSteps(shares: readonly number[], durations: readonly number[]) {
  if (durations.length !== 1 && durations.length !== shares.length) {
    throw new CliError(
      'usage',
      `There are ${shares.length} steps and ${durations.length} durations.`,
      'Give --bake one duration, or one a step.',
    );
  }
  return shares.map((percentage, at) => ({
    percentage,
    bakeSeconds: durations[at] ?? durations[0] ?? 0,
  }));
}
