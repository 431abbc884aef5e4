import type { Change } from './change.js';
import { inOrder } from './exposures.js';

/** Fills in what ran before a deployment from the deployments before it, where its event did not say so. */
export function withPreviousVersions(changes: readonly Change[]): Change[] {
  const running = new Map<string, string>();
  return [...changes].sort(inOrder).map((change) => {
    if (change.kind !== 'deployment' || change.version === undefined) return change;
    const place = JSON.stringify([change.subject, change.environment]);
    const before = running.get(place);
    if (change.exposure === 100 || !change.blamable) running.set(place, change.version);
    const known = change.previousVersion !== undefined || !change.blamable;
    if (known || before === undefined || before === change.version) return change;
    return { ...change, previousVersion: before };
  });
}
