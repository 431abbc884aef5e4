import { type Problem, problem } from '@hormesis/api';

/** An answer that is no success: the server's problem details, or our words when there are none. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(details: Problem) {
    super(details.detail ?? details.title);
    this.name = 'ApiError';
    this.problem = details;
  }
}

export function isApiError(error: unknown, status?: number): error is ApiError {
  return error instanceof ApiError && (status === undefined || error.problem.status === status);
}

/** The server could not be reached at all. */
export function unreachable(path: string): ApiError {
  return new ApiError({
    type: 'about:blank',
    status: 0,
    code: 'unreachable',
    title: 'The server does not answer.',
    detail: `The request to ${path} got no answer.`,
    hint: 'Check that the server runs and that you are online, then try again.',
  });
}

/** The server answered with a success that this page does not understand. */
export function unexpectedAnswer(path: string, reason: string, requestId: string | undefined): ApiError {
  return new ApiError({
    type: 'about:blank',
    status: 0,
    code: 'unexpected-answer',
    title: 'The server’s answer was not understood.',
    detail: `${path}: ${reason}`,
    hint: 'Reload the page: the console and the server may be of different versions.',
    ...(requestId ? { requestId } : {}),
  });
}

/** The problem that an answer with an error status states. */
export async function errorOf(path: string, response: Response): Promise<ApiError> {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const stated = problem.safeParse(await response.json().catch(() => undefined));
  if (stated.success) return new ApiError({ ...stated.data, requestId: stated.data.requestId ?? requestId });
  return new ApiError({
    type: 'about:blank',
    status: response.status,
    code: `http-${response.status}`,
    title: `The server answered ${response.status} ${response.statusText}.`.replace(' .', '.'),
    detail: `The request to ${path} failed.`,
    requestId,
  });
}
