import { InvalidArgumentError } from 'commander';

/** Reads `metric=99.9` beside those that were given before: the share of good requests, in percent. */
export function objective(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const [, metric, percent] = /^(.+)=(\d+(?:\.\d+)?)\s*%?$/.exec(text) ?? [];
  const share = Number((Number(percent) / 100).toFixed(9));
  if (metric === undefined || !(share > 0 && share < 1)) {
    throw new InvalidArgumentError('It takes a metric and a percentage below 100, as errors=99.9.');
  }
  return { ...before, [metric]: share };
}
