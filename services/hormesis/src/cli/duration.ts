import { InvalidArgumentError } from 'commander';

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Reads `60s`, `5m`, `2h` or `1d` as whole seconds. */
export function durationSeconds(text: string): number {
  const [, number = '', unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const value = Number(number) * (seconds[unit] ?? 0);
  if (value > 0 && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It takes a duration such as 60s, 5m, 2h or 1d.');
}
