/** What was asked of a dead letter is not possible as things stand. The message says why, the hint what to do. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused';

  constructor(
    readonly code: 'letter-unknown' | 'letter-discarded' | 'letter-not-kept' | 'projection-unknown',
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
