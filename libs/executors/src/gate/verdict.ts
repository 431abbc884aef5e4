/** What a progressive rollout is told: go on, stay where it is, or go back. */
export type Verdict = {
  verdict: 'go' | 'hold' | 'rollback';
  reasons: readonly string[] /** Ids of the actions behind it. */;
  actions: readonly string[];
};

/** An action of the guardian's on a service in an environment, of an incident that is not resolved. */
export type StandingAction = {
  action: string;
  incident: string;
  kind: 'pause' | 'kill' | 'rollback';
  state: 'requested' | 'completed';
  reason: string;
  /** When it was requested, or when it was done. */
  at: Date;
  /** The version that it takes back. */
  version?: string;
  /** Whether something else was deployed there after the version that it takes back. */
  superseded: boolean;
};

export type Asked = { version?: string | undefined; now: Date };

/** How long a rollback that is done is still said to those who have not asked yet, milliseconds. */
const echoMs = 10 * 60_000;

/**
 * What the guardian's decisions mean for a rollout; it goes as far as they do, and no further. A pause holds and a rollback
 * takes back. Neither concerns another version than the one it was decided for, so that a fix gets through.
 */
export function verdictOf(actions: readonly StandingAction[], { version, now }: Asked): Verdict {
  const concerning = actions.filter((action) => concerns(action, version));
  const back = concerning.filter((action) => action.kind === 'rollback' && stands(action, version, now));
  if (back.length > 0) return { verdict: 'rollback', ...behind(back) };
  const held = concerning.filter(({ kind }) => kind === 'pause');
  if (held.length > 0) return { verdict: 'hold', ...behind(held) };
  return { verdict: 'go', ...behind([]) };
}

function behind(actions: readonly StandingAction[]) {
  return { reasons: actions.map(inWords), actions: actions.map(({ action }) => action) };
}

function concerns({ version: bad, superseded }: StandingAction, version: string | undefined): boolean {
  if (version !== undefined && bad !== undefined) return version === bad;
  return !superseded;
}

function stands(
  { state, version: bad, at }: StandingAction,
  version: string | undefined,
  now: Date,
): boolean {
  if (state === 'requested') return true;
  if (version !== undefined && version === bad) return true;
  return now.getTime() - at.getTime() <= echoMs;
}

function inWords({ action, incident, kind, reason }: StandingAction): string {
  return `${kind === 'pause' ? 'Paused' : 'Rolled back'} by ${action} (incident ${incident}): ${reason}`;
}
