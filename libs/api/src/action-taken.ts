import { z } from 'zod';
import { pageQuery } from './page.js';
import { policyRule } from './policy.js';

const actionStates = [
  'recommended',
  'requested',
  'completed',
  'failed',
  'refused',
  'stopped',
  'undoing',
  'undone',
] as const;

/** An action or a recommendation of the guardian, and how it turned out. */
export const actionTaken = z
  .object({
    id: z.string(),
    incident: z.string(),
    service: z.string(),
    environment: z.string().nullable(),
    rule: policyRule.nullable(),
    target: z.record(z.string(), z.unknown()),
    state: z.enum(actionStates),
    reason: z.string(),
    dryRun: z.boolean().meta({ description: 'It would have been done, were this not a dry run.' }),
    at: z.string(),
    completedAt: z.string().nullable(),
    verdict: z.enum(['confirmed', 'wrong']).nullable(),
    verdictBy: z.enum(['recovery', 'person']).nullable(),
    escalated: z.boolean().meta({ description: 'It did not help in time, and people were told.' }),
  })
  .meta({ id: 'ActionTaken' });
export type ActionTaken = z.infer<typeof actionTaken>;

export const actionsFilter = pageQuery.extend({
  state: z.enum(actionStates).optional(),
  dryRun: z
    .stringbool()
    .optional()
    .meta({ description: 'Only what a dry run would have done, or only the rest.' }),
});
export type ActionsFilter = z.infer<typeof actionsFilter>;
