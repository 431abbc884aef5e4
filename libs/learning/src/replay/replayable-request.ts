import type { FailingRequest } from '../case/exemplars.js';

/** The request as a test sends it, and what was left out of the recorded one. */
export type ReplayableRequest = {
  method: FailingRequest['method'];
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
  /** What was left out or replaced: `header authorization`, `query token`, `body password`. */
  leftOut: readonly string[];
};
