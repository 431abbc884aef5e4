import type { Change } from '@hormesis/change';
import type { ActionTarget } from '../incident.js';
import type { BlastRadius } from './blast-radius.js';
import type { Rule } from './rule.js';

/** Something to be done about a change: by the guardian itself, or by a person it tells. */
export type Step = {
  how: 'act' | 'recommend';
  target: ActionTarget;
  change: Change;
  /** What speaks against the change, and what for or against acting alone. */
  reason: string;
  /** The rule that it was decided under. */
  rule: Rule;
  blast?: BlastRadius;
  /** Codes of what keeps the guardian from acting: `rung`, `frozen`… */
  withheld: readonly string[];
  /** It would act, were this not a dry run. */
  dryRun?: boolean;
};

/** The same step left to a person, for one more reason. */
export function withhold(step: Step, code: string, because: string): Step {
  return {
    ...step,
    how: 'recommend',
    reason: `${step.reason} ${because}`,
    withheld: [...step.withheld, code],
  };
}
