/**
 * - `no-backup`: the file is something else; `newer-format`: a later version of this program wrote it; `damaged`: it is
 *   cut off or changed;
 * - `not-fitting`: this program does not have the migrations that the data was made with;
 * - `outdated`: the database has not been brought up to date by this version, so it does not know what is in it;
 * - `nothing-there`: the database holds nothing to back up;
 * - `not-empty`: there is data where it was to be restored.
 */
export type BackupErrorCode =
  | 'no-backup'
  | 'newer-format'
  | 'damaged'
  | 'not-fitting'
  | 'outdated'
  | 'nothing-there'
  | 'not-empty';

/** Why a backup cannot be made or restored, in a sentence for people. */
export class BackupError extends Error {
  override readonly name = 'BackupError';

  constructor(
    readonly code: BackupErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
