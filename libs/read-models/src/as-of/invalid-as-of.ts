import type { AsOfQuery } from '@hormesis/api';

/** What an answer was asked to be as of does not exist, or not yet, or cannot be read. */
export class InvalidAsOf extends Error {
  override readonly name = 'InvalidAsOf';
  constructor(
    readonly field: keyof AsOfQuery,
    reason: string,
  ) {
    super(reason);
  }
}

/** The record that was named is on the log, but the read models have not come so far. */
export class NotTakenIn extends Error {
  override readonly name = 'NotTakenIn';
}
