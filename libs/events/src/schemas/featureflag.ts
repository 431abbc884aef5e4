import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';
import { environment, service } from './reference.js';

const base = { vocabulary: 'cdeventsx', version: '0.1.0', topic: 'hormesis.changes' } as const;
const of = {
  service: service.optional(),
  environment: environment.optional(),
  reason: z.string().optional().meta({ description: 'Why, in one line.' }),
  action: z.string().optional().meta({ description: 'Id of the action that asked for it.' }),
  revision: z
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Counts the changes of this flag, from 1.' }),
};
const state = z.enum(['ENABLED', 'DISABLED']);
const share = z.number().min(0).max(100);
/** What a step did to users, where it does not follow from the event alone; a flag that is off exposes nobody. */
const step = {
  exposure: share.optional().meta({ description: 'Percent of users that have it from this step on.' }),
  previousExposure: share.optional().meta({ description: 'Percent of users that had it before this step.' }),
};

/** A flag as flagd defines it (one entry of `flags`). */
export const flagDefinition = z.object({
  state,
  variants: z.record(
    z.string(),
    z.union([z.boolean(), z.string(), z.number(), z.record(z.string(), z.unknown())]),
  ),
  defaultVariant: z.string().nullable().optional(),
  targeting: z.record(z.string(), z.unknown()).optional(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

export const featureflagDefined = defineEvent({
  ...base,
  name: 'featureflag.defined',
  description: 'A flag was created, or its definition was replaced.',
  content: z.object({ ...of, definition: flagDefinition }),
  custom: z.object({}),
});

export const featureflagFlipped = defineEvent({
  ...base,
  name: 'featureflag.flipped',
  description: 'A flag was turned on (`ENABLED`) or off (`DISABLED`: every user gets the code default).',
  content: z.object({ ...of, state, previousState: state.optional(), ...step }),
  custom: z.object({}),
});

export const featureflagRamped = defineEvent({
  ...base,
  name: 'featureflag.ramped',
  description: 'A flag began a further exposure step.',
  content: z.object({
    ...of,
    variant: z.string().min(1),
    percentage: share,
    previousPercentage: share.optional(),
    ...step,
  }),
  custom: z.object({}),
});

export const featureflagRemoved = defineEvent({
  ...base,
  name: 'featureflag.removed',
  description: 'A flag was deleted.',
  content: z.object(of),
  custom: z.object({}),
});
