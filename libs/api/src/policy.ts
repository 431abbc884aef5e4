import { z } from 'zod';
import { actor } from './actor.js';

const rung = z.enum(['observe', 'recommend', 'pause', 'kill', 'rollback']);
const changeKind = z.enum(['*', 'deployment', 'flag', 'config']);

export const policyRule = z.object({ service: z.string(), environment: z.string(), changeKind }).meta({
  id: 'PolicyRule',
  description: 'A service, an environment and a kind of change; `*` stands for all.',
});
export type PolicyRule = z.infer<typeof policyRule>;

const record = z.object({
  confirmed: z.number().int(),
  wrong: z.number().int(),
  precision: z.number(),
  atLeast: z.number().meta({ description: 'Lower bound of the precision, at 95 %.' }),
  atMost: z.number().meta({ description: 'Upper bound of the precision, at 95 %.' }),
});

export const policy = policyRule
  .extend({
    rung,
    pinned: z.boolean(),
    earn: z.enum(['ask', 'automatic']),
    precision: z.number(),
    cap: z.number().int().nullable(),
    dryRun: z.boolean(),
    record: record.meta({ description: 'The verdicts since it is on this rung.' }),
    suggested: rung.nullable().meta({ description: 'The rung that it has earned and a person may set.' }),
    reason: z.string().nullable(),
    changedAt: z.string(),
    changedBy: actor.nullable(),
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof policy>;

export const freeze = z
  .object({
    id: z.string(),
    service: z.string(),
    environment: z.string(),
    from: z.string().nullable(),
    until: z.string().nullable(),
    weekly: z.object({ from: z.string(), to: z.string(), timeZone: z.string() }).nullable(),
    reason: z.string(),
    declaredAt: z.string(),
    declaredBy: actor.nullable(),
    holds: z.boolean().meta({ description: 'Whether it holds now.' }),
  })
  .meta({ id: 'Freeze' });
export type Freeze = z.infer<typeof freeze>;

export const mark = z
  .object({
    id: z.string(),
    service: z.string(),
    environment: z.string(),
    version: z.string().nullable(),
    changeId: z.string().nullable(),
    changeSource: z.string().nullable(),
    reason: z.string(),
    placedAt: z.string(),
    placedBy: actor.nullable(),
  })
  .meta({ id: 'Mark', description: 'Something that must not be rolled back.' });
export type Mark = z.infer<typeof mark>;

export const breaker = z
  .object({ rule: policyRule, since: z.string(), until: z.string(), reason: z.string() })
  .meta({
    id: 'Breaker',
    description: 'Where the guardian acted too often, and only recommends for a time.',
  });
export type Breaker = z.infer<typeof breaker>;

export const policies = z
  .object({
    default: rung.meta({ description: 'The rung where no policy was set.' }),
    otherwise: z.object({ record, suggested: rung.nullable() }).meta({
      description: 'How the guardian has done where no policy was set, and the rung that it has earned.',
    }),
    actionsPerHour: z
      .number()
      .int()
      .meta({ description: 'Most actions an hour that the guardian takes alone, all in all.' }),
    policies: z.array(policy),
    freezes: z.array(freeze),
    marks: z.array(mark),
    breakers: z.array(breaker).meta({ description: 'Those that are open.' }),
  })
  .meta({ id: 'Policies' });
export type Policies = z.infer<typeof policies>;
