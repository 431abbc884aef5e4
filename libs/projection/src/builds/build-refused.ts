/** What was asked of a projection's builds is not possible as they stand. The message says why, the hint what to do. */
export class BuildRefused extends Error {
  override readonly name = 'BuildRefused';

  constructor(
    readonly code:
      | 'projection-unknown'
      | 'rebuild-not-found'
      | 'rebuild-in-work'
      | 'rebuild-not-differing'
      | 'undo-impossible',
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
