import type { Change } from './change.js';

/** The latest exposure step of one change, and when and by what its exposure ended, if it did. */
export type Exposure = { step: Change; ended?: { by: Change } };

/**
 * Gathers the steps of one environment into changes: a flag with its ramp and the deployment behind it are one change, each version of a
 * service is one. What an end (rollback, kill, a full deployment of another version) closed is marked. Only steps up to
 * `until` (milliseconds) count; a change that has only later steps is shown with its first.
 */
export function exposuresOf(changes: readonly Change[], until: number): Exposure[] {
  const exposures = new Map<string, Exposure>();
  for (const change of [...changes].sort(inOrder)) {
    const late = Date.parse(change.at) > until;
    if (!late) endOthers(exposures, change);
    const key = keyOf(change);
    if (change.blamable) {
      if (!late || !exposures.has(key)) exposures.set(key, { step: change });
    } else if (!late && change.exposure === 0) {
      const ended = exposures.get(key);
      if (ended) exposures.set(key, { ...ended, ended: { by: change } });
    }
  }
  return [...exposures.values()];
}

/** By time, then by event id and source: the order of arrival must not matter. */
export function inOrder(a: Change, b: Change): number {
  return Date.parse(a.at) - Date.parse(b.at) || compareIds(a, b);
}

export function compareIds(a: Change | null, b: Change | null): number {
  return compare(a?.eventId ?? '', b?.eventId ?? '') || compare(a?.source ?? '', b?.source ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf(change: Change): string {
  if (change.flag !== undefined) return JSON.stringify(['flag', change.flag]);
  return JSON.stringify([change.kind, change.subject, change.version ?? change.artifactId ?? null]);
}

/** What runs for everybody has replaced each other version of that service; a rollback also ends what is behind a flag. */
function endOthers(exposures: Map<string, Exposure>, change: Change): void {
  const replaces = change.kind === 'deployment' && (change.exposure === 100 || !change.blamable);
  if (!replaces) return;
  for (const [key, { step }] of exposures) {
    const sameService = step.kind === 'deployment' && step.subject === change.subject;
    const reaches = step.flag === undefined || !change.blamable;
    if (sameService && reaches && key !== keyOf(change)) exposures.set(key, { step, ended: { by: change } });
  }
}
