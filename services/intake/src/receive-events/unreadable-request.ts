import { type InvalidEvent, TooManyEvents } from '@hormesis/events';
import { ProblemError } from '@hormesis/http';

/** The answer to a request whose body as a whole holds no events that can be told apart. */
export function unreadableRequest(error: InvalidEvent): ProblemError {
  const [issue] = error.issues;
  const hint = issue ? { hint: issue.hint } : {};
  if (error instanceof TooManyEvents) {
    return new ProblemError({
      status: 413,
      code: 'too-many-events',
      title: `The batch ${issue?.reason}.`,
      ...hint,
    });
  }
  return new ProblemError({
    status: 400,
    code: 'unreadable',
    title: 'The body cannot be read.',
    ...hint,
    errors: error.issues,
  });
}
