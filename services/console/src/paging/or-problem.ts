import { ProblemError } from '@hormesis/http';
import { InvalidAsOf, InvalidCursor, NotTakenIn } from '@hormesis/read-models';

/** What a query was asked with may be wrong in a way that only the reading can tell. */
export async function orProblem<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw problemOf(error) ?? error;
  }
}

function problemOf(error: unknown): ProblemError | undefined {
  if (error instanceof InvalidCursor) return invalid('cursor', error);
  if (error instanceof InvalidAsOf) return invalid(error.field, error);
  if (!(error instanceof NotTakenIn)) return undefined;
  return new ProblemError({
    status: 503,
    code: 'not-taken-in',
    title: error.message,
    hint: 'Ask again in a moment. GET /api/status says how far the projections are behind.',
  });
}

function invalid(field: string, { message: reason }: Error): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'invalid',
    title: 'The request does not fit.',
    errors: [{ field, reason }],
  });
}
