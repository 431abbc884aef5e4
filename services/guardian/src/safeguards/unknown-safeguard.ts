import { ProblemError } from '@hormesis/http';

/** There is no such freeze, mark or breaker. */
export function unknownSafeguard(what: string, id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: `unknown-${what}`,
    title: `There is no ${what} ${id}.`,
    hint: 'GET /api/policy lists what is in force.',
  });
}
