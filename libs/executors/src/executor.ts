import type { EventOf } from '@hormesis/events';

/** What an executor is asked: the event. Its subject is the action's id. */
export type ActionRequest = EventOf<'action.requested'>;

/** How an executor answers; the time it took is measured by who asks. */
export type Answer =
  /** Not `changed`: it was so before, by other means, or users get nothing else than they did. */
  | { kind: 'completed'; detail?: string; changed?: false }
  | { kind: 'failed'; reason: string }
  | { kind: 'refused'; reason: string };

/** Whether an action is for an executor; if it is not, and a person can change that, `because` says how. */
export type Taking = { mine: true } | { mine: false; because?: string };

/** Whether an executor could act: what it needs is there and lets it in. Nothing was changed to find out. */
export type Check = { kind: 'ready'; detail: string } | { kind: 'failed'; reason: string };

/**
 * Carries actions out in some system: pauses, kills, rolls back, as `target.kind` says. Whoever executes the same action
 * id again must change nothing. An executor never throws for what the other system did: it answers `failed`.
 */
export interface Executor {
  /** What people know it by: the name in the configuration. */
  readonly name: string;
  /** Whether two processes must not work on the same action at once. */
  readonly oneAtATime: boolean;
  takes(request: ActionRequest): Promise<Taking>;
  execute(request: ActionRequest): Promise<Answer>;
  /** Takes back what `execute` of the same request did; absent where that cannot be done. Twice is as once. */
  undo?(request: ActionRequest): Promise<Answer>;
  /** Looks whether it could act, without acting; absent where only acting would show it. */
  check?(): Promise<Check>;
}
