import { CliError, type ErrorDetail } from './cli-error.js';
import type { ExitName } from './exit-code.js';

/** Problem details (RFC 9457) as the server writes them. */
export type Problem = {
  code?: string;
  title?: string;
  hint?: string;
  requestId?: string;
  errors?: ErrorDetail[];
};

/** What an answer that is no success means for the caller. */
export async function refusalOf(response: Response): Promise<CliError> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const hint =
    response.status === 401 ? 'Give the server’s token: --token, or HORMESIS_TOKEN.' : problem.hint;
  return new CliError(
    nameOf(response.status, problem.code),
    problem.title ?? `The server answered ${response.status}.`,
    hint,
    {
      requestId: problem.requestId,
      details: problem.errors,
    },
  );
}

/** A rule that refuses because the thing is not there answers 409 as well; for the caller it was not found. */
function nameOf(status: number, code = ''): ExitName {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404 || /-(unknown|not-found)$/.test(code)) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 400 || status === 415) return 'usage';
  return status > 500 ? 'unavailable' : 'failed';
}
