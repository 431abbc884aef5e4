import { CliError } from '../cli/cli-error.js';

/**
 * Reads a `*.ramp.json` as Hormesis proposes it: what the ramp of a flag takes, and the flag that it is about. What it
 * says of the ramp is checked by the server.
 * @throws CliError if it is no such file, or is about another flag
 */
export function rampPolicy(text: string, { key, path }: { key: string; path: string }): object {
  const policy = objectIn(text);
  if (!policy) {
    throw new CliError(
      'usage',
      `${path} is no ramp policy.`,
      'Give a JSON object with flag, variant, steps, guards and onAnomaly, as a proposal has it.',
    );
  }
  const { flag = key, ...ramp } = policy as { flag?: unknown };
  if (flag !== key) throw new CliError('usage', `${path} is about the flag ${String(flag)}, not ${key}.`);
  return ramp;
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
