import type { EventOf } from '@hormesis/events';
import type { Outcome } from '@hormesis/incident';

/** How an executor answers; the time it took is measured by who asks. */
export type Answer =
  | Omit<Extract<Outcome, { kind: 'completed' }>, 'durationMs'>
  | Exclude<Outcome, { kind: 'completed' }>;

export type Taking = { mine: true } | { mine: false; because?: string };

/**
 * Carries actions out in some system. The subject of the request is the action's id: whoever executes the same id again
 * must change nothing.
 */
export interface Executor {
  /** Whether two processes must not work on the same action at once. */
  readonly oneAtATime: boolean;
  /** Whether the action is for this executor; if it is not, and a person can change that, `because` says how. */
  takes(request: EventOf<'action.requested'>): Promise<Taking>;
  execute(request: EventOf<'action.requested'>): Promise<Answer>;
}
