import type { Change } from '@hormesis/change';

/** A change while users have it: from its first exposure step until it is taken back or replaced. */
export type WatchedChange = {
  /** The event id of its first step: it stays while the exposure grows. */
  id: string;
  /** Its latest step. */
  latest: Change;
  /** When its first step began, milliseconds. */
  began: number;
};

/** What tells steps of one change from those of others in its environment: a flag with its ramp is one, each version of a service is one. */
export function keyOfSteps(change: Change): string {
  const { environment, kind, subject, version, artifactId } = change;
  return kind === 'flag'
    ? JSON.stringify(['flag', environment, subject])
    : JSON.stringify([kind, environment, subject, version ?? artifactId ?? null]);
}
