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

/** What is watched while a ramp goes on. */
export const rampGuard = z.object({
  metric: z.string().min(1).meta({ description: 'The signal that must stay well: `http.errors`.' }),
  service: z.string().min(1).meta({ description: 'The service that measures it.' }),
  environment: z.string().min(1).optional(),
  cohort: z.string().min(1).optional().meta({
    description: 'Whose windows count. Default: those of the flag, `flag:<key>` or `flag:<key>=<variant>`.',
  }),
  worstRatio: z.number().min(0).max(1).optional().meta({
    description: 'Share of bad requests above which the ramp stops, 0 to 1; absent: anomalies alone decide.',
  }),
  minRequests: z
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Requests that a step must have had before it counts as measured. Default 20.' }),
});

export const rampStep = z.object({
  percentage: share.meta({ description: 'Share of the users, 0 to 100.' }),
  bakeSeconds: z
    .number()
    .int()
    .min(1)
    .max(2_592_000)
    .meta({ description: 'How long the step is watched before the next one, seconds.' }),
});

/** What a ramp does when a guard goes bad: stays where it is, or turns the flag off. */
export const rampReaction = z.enum(['pause', 'kill']);

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

const ramped = {
  ...of,
  variant: z.string().min(1),
  percentage: share,
  previousPercentage: share.optional(),
  ...step,
};

export const featureflagRamped = defineEvent({
  ...base,
  version: '0.2.0',
  name: 'featureflag.ramped',
  description: 'A flag began a further exposure step.',
  content: z.object({
    ...ramped,
    step: z.number().int().min(1).optional().meta({
      description: 'Which step of the schedule it is, from 1; absent: it was set by hand.',
    }),
  }),
  custom: z.object({}),
  earlier: [{ version: '0.1.0', content: z.object(ramped), custom: z.object({}), upcast: (known) => known }],
});

export const featureflagRampscheduled = defineEvent({
  ...base,
  name: 'featureflag.rampscheduled',
  description: 'A flag is to be given to more and more users, step by step, while its guards stay well.',
  content: z.object({
    ...of,
    variant: z.string().min(1),
    steps: z.array(rampStep).min(1).max(100).meta({ description: 'In order; the share only grows.' }),
    guards: z.array(rampGuard).max(20).meta({
      description: 'None: time alone decides, and anomalies of the flag’s own service.',
    }),
    onAnomaly: rampReaction.meta({
      description: 'When a guard goes bad: stay where it is, or turn the flag off.',
    }),
    from: share.meta({ description: 'The share before the ramp: where an abort returns to.' }),
  }),
  custom: z.object({}),
});

export const featureflagRamppaused = defineEvent({
  ...base,
  name: 'featureflag.ramppaused',
  description: 'A ramp stays at its step until it is resumed; for want of data, until there is some.',
  content: z.object({
    ...of,
    cause: z
      .enum(['person', 'guardian', 'anomaly', 'guard', 'no-data'])
      .meta({ description: 'Who or what stopped it; `guard`: more bad requests than its worst ratio.' }),
    metric: z.string().min(1).optional().meta({ description: 'The guard that went bad, or has no data.' }),
  }),
  custom: z.object({}),
});

export const featureflagRampresumed = defineEvent({
  ...base,
  name: 'featureflag.rampresumed',
  description: 'A paused ramp goes on; its step is watched anew.',
  content: z.object({
    ...of,
    cause: z
      .enum(['person', 'guardian', 'data'])
      .meta({ description: 'Who; `data`: what was missing is there again.' }),
  }),
  custom: z.object({}),
});

export const featureflagRampcompleted = defineEvent({
  ...base,
  name: 'featureflag.rampcompleted',
  description: 'The last step of a ramp was watched to its end.',
  content: z.object({ ...of, variant: z.string().min(1), percentage: share }),
  custom: z.object({}),
});

export const featureflagRampaborted = defineEvent({
  ...base,
  name: 'featureflag.rampaborted',
  description: 'A ramp was given up. The share it returned to stands on the `ramped` event that follows.',
  content: z.object({
    ...of,
    cause: z.enum(['person', 'guardian']).meta({ description: 'Who gave it up.' }),
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
