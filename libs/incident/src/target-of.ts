import type { Change } from '@hormesis/change';
import { derivedId } from '@hormesis/events';
import type { ActionTarget } from './incident.js';

/**
 * What takes a change back: a flag, and a deployment behind a flag, by turning the flag off; else by a rollback to what
 * ran before. `undefined` where nothing does: a flag that somebody turned off, a deployment that is marked as
 * irreversible. A flag before an irreversible deployment can still be turned off: what is deployed stays.
 */
export function targetOf(change: Change, environment: string): ActionTarget | undefined {
  if (change.flag !== undefined) {
    return change.exposure > 0 ? { kind: 'kill', flag: change.flag } : undefined;
  }
  if (change.service === null || !change.reversible) return undefined;
  return {
    kind: 'rollback',
    service: change.service,
    environment: change.environment ?? environment,
    ...(change.previousVersion === undefined ? {} : { toVersion: change.previousVersion }),
  };
}

/** What keeps a change from reaching more users, while it is on its way: its ramp, or its rollout. */
export function pauseTargetOf(change: Change, environment: string): ActionTarget | undefined {
  if (change.exposure <= 0 || change.exposure >= 100) return undefined;
  if (change.kind === 'flag') return change.scheduled ? { kind: 'pause', flag: change.subject } : undefined;
  if (change.kind !== 'deployment' || change.service === null) return undefined;
  return { kind: 'pause', service: change.service, environment: change.environment ?? environment };
}

/** The action's id, which makes it idempotent: in one incident the same change is taken back once. */
export function actionIdOf(
  incident: string,
  { source, eventId }: Pick<Change, 'source' | 'eventId'>,
  { kind }: ActionTarget,
): string {
  return `act-${derivedId(incident, source, eventId, kind).slice(0, 8)}`;
}

/** The action in words, as part of a sentence: `turn flag new-cart off`. */
export function wordsOf(target: ActionTarget): string {
  if (target.kind === 'kill') return `turn flag ${target.flag} off`;
  if (target.kind === 'pause') return pauseInWords(target);
  const to = target.toVersion === undefined ? 'what ran before' : target.toVersion;
  return `roll ${target.service} in ${target.environment} back to ${to}`;
}

function pauseInWords({ flag, service, environment }: Extract<ActionTarget, { kind: 'pause' }>): string {
  if (flag !== undefined) return `pause the ramp of flag ${flag}`;
  return `pause the rollout of ${service ?? 'the service'}${environment === undefined ? '' : ` in ${environment}`}`;
}
