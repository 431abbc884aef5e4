import type { Effort } from '../http/effort.js';
import { NotYet } from '../http/outcome-errors.js';
import { actionAnnotation, phaseOf, type Rollout, wayAnnotation } from './rollout.js';
import type { RolloutName, RolloutsApi } from './rollouts-api.js';

/** What one attempt at an action works with. */
export type ArgoStep = {
  api: RolloutsApi;
  effort: Effort;
  name: RolloutName;
  /** The action's id. */
  action: string;
  pollMs: number;
};

export type Way = 'abort' | 'undo' | 'pause';

/** What the action wrote to the object before, if it did. */
export function wayGone(
  { metadata: { annotations = {} } }: Rollout,
  { action }: ArgoStep,
): string | undefined {
  return annotations[actionAnnotation] === action ? annotations[wayAnnotation] : undefined;
}

export function annotationsOf({ action }: ArgoStep, way: Way): Record<string, string> {
  return { [actionAnnotation]: action, [wayAnnotation]: way };
}

export function words({ name: { namespace, rollout } }: ArgoStep): string {
  return `${namespace}/${rollout}`;
}

export function notYet(step: ArgoStep, now: Rollout): NotYet {
  return new NotYet(`rollout ${words(step)} is ${phaseOf(now)}`, step.pollMs);
}
