/** Unique violation, serialisation failure, deadlock: somebody else was faster, so decide again. */
const retryable = new Set(['23505', '40001', '40P01']);

type DatabaseError = { code?: unknown; constraint?: unknown };

export function isConflict(error: unknown): boolean {
  return retryable.has(String((error as DatabaseError | null)?.code));
}

/** The very events decided now stand on the stream already. */
export function isRepetition(error: unknown): boolean {
  return (error as DatabaseError | null)?.constraint === 'event_once';
}

/** Others kept writing to the stream while the command was being decided. Nothing was written; try again. */
export class StreamBusy extends Error {
  override readonly name = 'StreamBusy';

  constructor(
    readonly stream: string,
    attempts: number,
    cause: unknown,
  ) {
    super(`Stream ${stream} changed during each of ${attempts} attempts to decide. Try again.`, { cause });
  }
}
