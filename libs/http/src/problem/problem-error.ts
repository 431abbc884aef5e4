/** One thing that is wrong with what was sent. */
export type ProblemDetail = { index?: number; field?: string; reason: string; hint?: string };

export type ProblemBody = {
  status: number;
  /** For programs: `not-found`, `invalid`, `conflict`… */
  code: string;
  /** One sentence: what went wrong. */
  title: string;
  detail?: string;
  /** What to do about it. */
  hint?: string;
  errors?: readonly ProblemDetail[];
  /** Sent as `Retry-After`, seconds. */
  retryAfter?: number;
};

/** An answer that is no success, in the terms of RFC 9457. Throw it from anywhere under a controller. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: ProblemBody) {
    super(problem.title);
  }
}

export function notFound(what: string, hint?: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'not-found',
    title: `There is no ${what}.`,
    ...(hint ? { hint } : {}),
  });
}
