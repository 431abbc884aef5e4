import type { ExitName } from './exit-code.js';

/** Why a command could not do its work, for people (`message`, `hint`) and for programs (`code`). */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly code: ExitName,
    message: string,
    readonly hint?: string,
    readonly requestId?: string,
  ) {
    super(message);
  }
}
