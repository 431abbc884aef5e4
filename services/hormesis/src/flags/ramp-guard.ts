import { CliError } from '../cli/cli-error.js';

export type GuardOption = { metric: string; service?: string; environment?: string; worstRatio?: number };

/**
 * Reads a guard: `http.errors`, with the service and environment that measure it, if it is not the flag's own, and the
 * share of bad requests that is the most: `http.errors@payments/production<2%`.
 */
export function rampGuard(text: string): GuardOption {
  const match = /^([^@<\s]+)(?:@([^/<\s]+)(?:\/([^<\s]+))?)?(?:<(\d+(?:\.\d+)?)(%?))?$/.exec(text);
  const [, metric, service, environment, ratio, percent] = match ?? [];
  const worst = ratio === undefined ? undefined : Number(ratio) / (percent ? 100 : 1);
  if (metric === undefined || (worst !== undefined && worst > 1)) {
    throw new CliError(
      'usage',
      `"${text}" is no guard.`,
      'Write metric, metric@service or metric@service/environment, and <2% or <0.02 for the worst ratio.',
    );
  }
  return {
    metric,
    ...(service === undefined ? {} : { service }),
    ...(environment === undefined ? {} : { environment }),
    ...(worst === undefined ? {} : { worstRatio: worst }),
  };
}
