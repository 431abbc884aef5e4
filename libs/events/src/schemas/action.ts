import { z } from 'zod';
import { defineEvent, type EventBody } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';
import { blastRadius, ruleReference } from './rule.js';

const base = { vocabulary: 'cdeventsx', topic: 'hormesis.incidents', custom: z.object({}) } as const;
const of = {
  service,
  environment: environment.optional(),
  incident: z.string().min(1),
};

const kill = z.object({ kind: z.literal('kill'), flag: z.string().min(1) });
const rollback = z.object({
  kind: z.literal('rollback'),
  service: z.string().min(1),
  environment: z.string().min(1),
  toVersion: z.string().optional(),
  toArtifactId: z.string().optional(),
});
/** Of a flag: its ramp. Without one: the rollout of the service. */
const pause = z.object({
  kind: z.literal('pause'),
  flag: z.string().min(1).optional(),
  service: z.string().min(1).optional(),
  environment: z.string().min(1).optional(),
});

/** What an action does, and to what. */
export const actionTarget = z.discriminatedUnion('kind', [kill, rollback, pause]);

const change = z.string().optional().meta({ description: 'Id of the change event it undoes.' });
const decided = {
  rule: ruleReference.optional().meta({ description: 'The rule that it was decided under.' }),
  blast: blastRadius.optional().meta({ description: 'What else it takes back; absent: not known.' }),
};

/** Before actions could pause, and said their rule. */
const targetBefore = z.discriminatedUnion('kind', [kill, rollback]);
const first = <Content extends z.ZodRawShape>(content: Content) =>
  ({
    version: '0.1.0',
    content: z.object({ ...of, target: targetBefore, ...content }),
    custom: z.object({}),
    upcast: (body: EventBody) => body,
  }) as const;

export const actionRequested = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'action.requested',
  description:
    'The guardian, or a person, asked for an action. The subject is the action’s id, and makes it idempotent.',
  content: z.object({ ...of, target: actionTarget, change, reason: z.string(), ...decided }),
  earlier: [first({ change, reason: z.string() })],
});

export const actionRecommended = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'action.recommended',
  description: 'The guardian does not act alone here, and says why: a person should look at this action.',
  content: z.object({
    ...of,
    target: actionTarget,
    change,
    reason: z.string(),
    ...decided,
    withheld: z
      .array(z.string())
      .optional()
      .meta({ description: 'What kept the guardian from acting: `rung`, `probability`, `frozen`…' }),
    dryRun: z.boolean().optional().meta({ description: 'It would have acted, were this not a dry run.' }),
  }),
  earlier: [first({ change: z.string().optional(), reason: z.string() })],
});

export const actionCompleted = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'action.completed',
  description: 'The executor acknowledged the action.',
  content: z.object({
    ...of,
    target: actionTarget,
    durationMs: z.number().min(0),
    detail: z.string().optional(),
    changed: z
      .boolean()
      .optional()
      .meta({ description: '`false`: it was so before; users get nothing else than they did.' }),
  }),
  earlier: [first({ durationMs: z.number().min(0), detail: z.string().optional() })],
});

export const actionFailed = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'action.failed',
  description: 'The executor could not carry the action out, after its retries.',
  content: z.object({ ...of, target: actionTarget, reason: z.string() }),
  earlier: [first({ reason: z.string() })],
});

export const actionRefused = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'action.refused',
  description:
    'The action must not or cannot be done: the change is irreversible, or there is no executor for it.',
  content: z.object({ ...of, target: actionTarget, reason: z.string() }),
  earlier: [first({ reason: z.string() })],
});

export const actionStopped = defineEvent({
  ...base,
  version: '0.1.0',
  name: 'action.stopped',
  description: 'A person stopped the action before it was done. What was done all the same is undone.',
  content: z.object({ ...of, target: actionTarget, reason: z.string().optional() }),
});

export const actionUndoing = defineEvent({
  ...base,
  version: '0.1.0',
  name: 'action.undoing',
  description: 'A person asked for the action to be undone: the flag on again, the version deployed again.',
  content: z.object({ ...of, target: actionTarget, reason: z.string().optional() }),
});

export const actionUndone = defineEvent({
  ...base,
  version: '0.1.0',
  name: 'action.undone',
  description: 'The executor took the action back: users get what they got before it.',
  content: z.object({
    ...of,
    target: actionTarget,
    durationMs: z.number().min(0),
    detail: z.string().optional(),
  }),
});

export const actionUndofailed = defineEvent({
  ...base,
  version: '0.1.0',
  name: 'action.undofailed',
  description: 'The executor could not take the action back.',
  content: z.object({ ...of, target: actionTarget, reason: z.string() }),
});

export const actionJudged = defineEvent({
  ...base,
  version: '0.1.0',
  name: 'action.judged',
  description:
    'Whether an action or a recommendation was right. A person’s verdict counts more than a measured one.',
  content: z.object({
    ...of,
    target: actionTarget,
    rule: ruleReference.optional(),
    verdict: z.enum(['confirmed', 'wrong']),
    by: z.enum(['recovery', 'person']).meta({ description: '`recovery`: measured after the action.' }),
    reason: z.string(),
  }),
});
