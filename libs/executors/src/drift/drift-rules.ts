import type { Decision } from '@hormesis/decider';
import type { DataOf } from '@hormesis/events';
import { type Drift, type DriftStatement, placeOfDrift } from './drift.js';

export type DetectDrift = DataOf<'drift.detected'>;

/** Git differs from what users get since an action. Told twice it is one drift. */
export function detectDrift(drift: Drift, data: DetectDrift): Decision<DriftStatement> {
  return drift.phase === 'none' ? [{ name: 'drift.detected', subject: drift.id, data }] : [];
}

export function proposeToGit(drift: Drift, proposal: Required<Drift>['proposal']): Decision<DriftStatement> {
  if (drift.phase !== 'open' || drift.proposal?.pullRequest === proposal.pullRequest) return [];
  return [{ name: 'drift.proposed', subject: drift.id, data: { ...placeOfDrift(drift), ...proposal } }];
}

/** Said once for each reason. */
export function sayStuck(drift: Drift, reason: string): Decision<DriftStatement> {
  if (drift.phase !== 'open' || drift.proposal || drift.problem === reason) return [];
  return [{ name: 'drift.stuck', subject: drift.id, data: { ...placeOfDrift(drift), reason } }];
}

export type Agreement = { by: DataOf<'drift.closed'>['by']; reason: string };

/** Git agrees, or nothing differs any more. */
export function closeDrift(drift: Drift, { by, reason }: Agreement): Decision<DriftStatement> {
  if (drift.phase !== 'open') return [];
  return [{ name: 'drift.closed', subject: drift.id, data: { ...placeOfDrift(drift), by, reason } }];
}
