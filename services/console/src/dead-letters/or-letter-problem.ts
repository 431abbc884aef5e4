import { ProblemError } from '@hormesis/http';
import { LetterRefused } from '@hormesis/projection';

/** What a dead letter does not allow is answered with problem details. */
export async function orLetterProblem<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof LetterRefused)) throw error;
    const { code, message: title, hint } = error;
    throw new ProblemError({ status: code.endsWith('-unknown') ? 404 : 409, code, title, hint });
  }
}
