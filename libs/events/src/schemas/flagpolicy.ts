import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const base = { vocabulary: 'cdeventsx', version: '0.1.0', topic: 'hormesis.changes' } as const;

/** What is done about a change that users can notice and that is behind no flag. */
export const flagPolicyMode = z.enum(['off', 'report', 'refuse']);

/** Why a deployment is against the policy. */
export const flagPolicyFault = z.enum(['no-flag', 'unknown-flag']);

const deployment = {
  service,
  environment,
  version: z.string().optional(),
  flag: z
    .string()
    .optional()
    .meta({ description: 'The flag that was named, though there is none of that key.' }),
  fault: flagPolicyFault.meta({ description: 'What is against the policy.' }),
  reason: z.string().meta({ description: 'What is wrong and what to do, for people.' }),
};

export const flagpolicyChanged = defineEvent({
  ...base,
  name: 'flagpolicy.changed',
  description: 'Whether changes of a service (`*`: of all) that users can notice must be behind a flag.',
  content: z.object({
    service,
    mode: flagPolicyMode,
    previousMode: flagPolicyMode.optional(),
    reason: z.string().optional(),
  }),
  custom: z.object({}),
});

export const flagpolicyViolated = defineEvent({
  ...base,
  name: 'flagpolicy.violated',
  description: 'A deployment brought a change that users can notice, and it is behind no flag.',
  content: z.object({
    ...deployment,
    deployment: z.string().min(1).meta({ description: 'Id of the event of the deployment.' }),
  }),
  custom: z.object({}),
});

export const flagpolicyRefused = defineEvent({
  ...base,
  name: 'flagpolicy.refused',
  description: 'The gate refused a deployment whose change users would notice, for it was behind no flag.',
  content: z.object(deployment),
  custom: z.object({}),
});

export const flagpolicySettled = defineEvent({
  ...base,
  name: 'flagpolicy.settled',
  description: 'What was behind no flag is behind one now, or runs no longer.',
  content: z.object({
    service,
    environment,
    how: z.enum(['flagged', 'rolled-back', 'removed']).meta({ description: 'What became of it.' }),
    deployment: z.string().min(1).meta({ description: 'Id of the event that settled it.' }),
  }),
  custom: z.object({}),
});
