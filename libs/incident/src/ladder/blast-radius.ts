import { type Change, identityOf } from '@hormesis/change';
import type { DataOf } from '@hormesis/events';
import type { ActionTarget } from '../incident.js';

export type BlastRadius = NonNullable<DataOf<'action.requested'>['blast']>;
/** What an action takes from users, and the other changes that go with it. */
export type Blast = { radius: BlastRadius; others: readonly Change[] };

/**
 * What else an action takes back. `undefined`: not known, for nobody said what ran before.
 *
 * @param changes what changed lately, the suspect among it
 * @param callers how many services call the one that is rolled back, where that is known
 */
export function blastOf(
  target: ActionTarget,
  change: Change,
  changes: readonly Change[],
  callers?: number,
): Blast | undefined {
  if (target.kind === 'pause') return { radius: { exposure: 0, changes: 0 }, others: [] };
  const others =
    target.kind === 'kill' ? behindFlag(target.flag, change, changes) : deployedSince(change, changes);
  if (target.kind === 'rollback' && target.toVersion === undefined && target.toArtifactId === undefined)
    return undefined;
  const steps = [change, ...(target.kind === 'kill' ? stepsOf(target.flag, changes) : others)];
  const radius = {
    exposure: Math.max(...steps.filter(({ exposure }) => exposure >= 0).map(({ exposure }) => exposure)),
    changes: others.length,
    ...(callers === undefined || target.kind === 'kill' ? {} : { callers }),
  };
  return { radius, others };
}

/** Deployments whose code users reach by the flag. */
function behindFlag(flag: string, change: Change, changes: readonly Change[]): Change[] {
  return newestOfEach(
    changes.filter(
      (other) =>
        other.kind === 'deployment' && other.flag === flag && other.blamable && !isSame(other, change),
    ),
  );
}

function stepsOf(flag: string, changes: readonly Change[]): Change[] {
  const steps = changes.filter(({ kind, subject }) => kind === 'flag' && subject === flag);
  const newest = steps.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  return newest ? [newest] : [];
}

/** Versions of the service that came after the suspect: a rollback to what ran before it takes them back too. */
function deployedSince(change: Change, changes: readonly Change[]): Change[] {
  return newestOfEach(
    changes.filter(
      (other) =>
        other.kind === 'deployment' &&
        other.blamable &&
        other.service === change.service &&
        other.environment === change.environment &&
        Date.parse(other.at) >= Date.parse(change.at) &&
        !isSame(other, change) &&
        (other.version === undefined || other.version !== change.version),
    ),
  );
}

function isSame(one: Change, other: Change): boolean {
  return identityOf(one) === identityOf(other);
}

/** Exposure steps of one version are one change. */
function newestOfEach(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [change.version ?? identityOf(change), change])).values()];
}
