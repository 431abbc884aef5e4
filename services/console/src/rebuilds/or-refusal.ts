import { ProblemError } from '@hormesis/http';
import { BuildRefused } from '@hormesis/projection';

/** What the builds of a projection do not allow is answered with problem details. */
export async function orRefusal<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof BuildRefused)) throw error;
    const { code, message, hint } = error;
    throw new ProblemError({ status: code === 'projection-unknown' ? 404 : 409, code, title: message, hint });
  }
}
