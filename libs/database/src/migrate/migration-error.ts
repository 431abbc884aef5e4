/** Why a schema cannot be brought up to date. */
export type MigrationErrorCode = 'bad-name' | 'changed' | 'missing' | 'out-of-order' | 'failed';

export class MigrationError extends Error {
  override readonly name = 'MigrationError';

  constructor(
    readonly code: MigrationErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
