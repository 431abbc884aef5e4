/**
 * - `locked`: another running instance has the folder; `damaged`: Postgres cannot read it; `wrong-version`: it was
 *   written by another major version; `no-access`: we may not read or write it; `port-taken`;
 * - `no-binaries`: none for this machine, or not installed whole; `no-user`: we are root and cannot be anybody else;
 * - `failed`: anything else, with Postgres' own words.
 */
export type EmbeddedPostgresErrorCode =
  | 'locked'
  | 'damaged'
  | 'wrong-version'
  | 'no-access'
  | 'port-taken'
  | 'no-binaries'
  | 'no-user'
  | 'failed';

/** Why the embedded Postgres does not start, in one line for people. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
