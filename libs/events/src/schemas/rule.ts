import { z } from 'zod';

/** How far the guardian goes alone, from nothing to the furthest. */
export const rungs = ['observe', 'recommend', 'pause', 'kill', 'rollback'] as const;
export const rung = z.enum(rungs);

/** Kinds of change that a rule can be about; `*` stands for all. */
export const changeKind = z.enum(['*', 'deployment', 'flag', 'config']);

/** Where a rule holds; `*` stands for all. */
export const ruleScope = {
  service: z.object({ id: z.string().min(1) }),
  environment: z.object({ id: z.string().min(1) }),
};

/** The rule that an action was decided under. */
export const ruleReference = z.object({
  service: z.string().min(1).meta({ description: 'A service, or `*`.' }),
  environment: z.string().min(1).meta({ description: 'An environment, or `*`.' }),
  changeKind,
});

/** What verdicts say of a rule. Bounds are Clopper and Pearson’s, one-sided, at 95 %. */
export const trackRecord = z.object({
  confirmed: z.number().int().min(0).meta({ description: 'Actions and recommendations that were right.' }),
  wrong: z.number().int().min(0).meta({ description: 'Those that were wrong.' }),
  precision: z.number().min(0).max(1).meta({ description: 'The part that was right.' }),
  atLeast: z.number().min(0).max(1).meta({ description: 'Lower bound of the precision.' }),
  atMost: z.number().min(0).max(1).meta({ description: 'Upper bound of the precision.' }),
});

/** What an action takes from users, beside the change itself. */
export const blastRadius = z.object({
  exposure: z.number().min(0).max(100).meta({ description: 'Percent of users who get something else.' }),
  changes: z.number().int().min(0).meta({ description: 'Other changes that go with it.' }),
  callers: z.number().int().min(0).optional().meta({ description: 'Services that call it, where known.' }),
});
