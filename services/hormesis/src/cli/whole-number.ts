import { InvalidArgumentError } from 'commander';

/** Reads an option’s value as a whole number from 0. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('It takes a whole number.');
  }
  return value;
}
