import { ProblemError } from '@hormesis/http';
import { InvalidCursor } from '@hormesis/read-models';

/** What a list was asked with may be wrong in a way that only the list can tell. */
export async function orProblem<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error;
    throw new ProblemError({
      status: 400,
      code: 'invalid',
      title: 'The request does not fit.',
      errors: [{ field: 'cursor', reason: error.message }],
    });
  }
}
