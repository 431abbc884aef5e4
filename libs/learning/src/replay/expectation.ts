import type { FailingRequest } from '../case/exemplars.js';

/** What the test asserts about the status, as a matcher and in words. */
export type Expectation = { matcher: string; words: string; recorded: boolean };

/** The expected status if one is on record; else no more than the record allows: not the failure that was seen. */
export function expectationOf({ status, expectedStatus }: FailingRequest): Expectation {
  if (expectedStatus !== undefined) {
    return { matcher: `toBe(${expectedStatus})`, words: `with ${expectedStatus}`, recorded: true };
  }
  if (status === undefined || status >= 500) {
    return { matcher: 'toBeLessThan(500)', words: 'without a server error', recorded: false };
  }
  return { matcher: `not.toBe(${status})`, words: `other than with ${status}`, recorded: false };
}
