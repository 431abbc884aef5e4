import { BackupError, type BackupErrorCode } from '@hormesis/database';
import { CliError } from '../cli/cli-error.js';
import type { ExitName } from '../cli/exit-code.js';

const exits: Readonly<Record<BackupErrorCode, ExitName>> = {
  'no-backup': 'usage',
  'newer-format': 'conflict',
  damaged: 'failed',
  'not-fitting': 'conflict',
  outdated: 'conflict',
  'nothing-there': 'not-found',
  'not-empty': 'conflict',
};

/** What went wrong, for people and for scripts. */
export function backupProblem(error: unknown, file: string): unknown {
  if (error instanceof BackupError) {
    const hint = error.code === 'damaged' ? 'Nothing was changed. Take another backup.' : undefined;
    return new CliError(exits[error.code], error.message, hint);
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT') return new CliError('not-found', `${file} cannot be found.`);
  if (code === 'EEXIST') return new CliError('conflict', `${file} is there already.`, 'Choose another name.');
  return error;
}
