import type { ExitName } from './exit-code.js';

/** One thing that is wrong with what was sent, as the server names it. */
export type ErrorDetail = { index?: number; field?: string; reason: string; hint?: string };

type More = {
  requestId?: string | undefined;
  details?: readonly ErrorDetail[] | undefined;
  /** What succeeded all the same. */
  data?: unknown;
};

/** Why a command could not do its work, for people (`message`, `hint`) and for programs (`code`). */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly requestId: string | undefined;
  readonly details: readonly ErrorDetail[];
  readonly data: unknown;

  constructor(
    readonly code: ExitName,
    message: string,
    readonly hint?: string,
    { requestId, details = [], data }: More = {},
  ) {
    super(message);
    this.requestId = requestId;
    this.details = details;
    this.data = data;
  }
}
