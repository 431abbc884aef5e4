import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const base = { vocabulary: 'cdeventsx', version: '0.1.0', topic: 'hormesis.incidents' } as const;
const of = {
  service,
  environment: environment.optional(),
  incident: z.string().min(1),
};

/** What an action does, and to what. */
export const actionTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kill'), flag: z.string().min(1) }),
  z.object({
    kind: z.literal('rollback'),
    service: z.string().min(1),
    environment: z.string().min(1),
    toVersion: z.string().optional(),
    toArtifactId: z.string().optional(),
  }),
]);

export const actionRequested = defineEvent({
  ...base,
  name: 'action.requested',
  description:
    'The guardian, or a person, asked for an action. The subject is the action’s id, and makes it idempotent.',
  content: z.object({
    ...of,
    target: actionTarget,
    change: z.string().optional().meta({ description: 'Id of the change event it undoes.' }),
    reason: z.string(),
  }),
  custom: z.object({}),
});

export const actionRecommended = defineEvent({
  ...base,
  name: 'action.recommended',
  description: 'Policy does not let the guardian act alone here: a person should look at this action.',
  content: z.object({ ...of, target: actionTarget, change: z.string().optional(), reason: z.string() }),
  custom: z.object({}),
});

export const actionCompleted = defineEvent({
  ...base,
  name: 'action.completed',
  description: 'The executor acknowledged the action.',
  content: z.object({
    ...of,
    target: actionTarget,
    durationMs: z.number().min(0),
    detail: z.string().optional(),
  }),
  custom: z.object({}),
});

export const actionFailed = defineEvent({
  ...base,
  name: 'action.failed',
  description: 'The executor could not carry the action out, after its retries.',
  content: z.object({ ...of, target: actionTarget, reason: z.string() }),
  custom: z.object({}),
});

export const actionRefused = defineEvent({
  ...base,
  name: 'action.refused',
  description:
    'The action must not or cannot be done: the change is irreversible, or there is no executor for it.',
  content: z.object({ ...of, target: actionTarget, reason: z.string() }),
  custom: z.object({}),
});
