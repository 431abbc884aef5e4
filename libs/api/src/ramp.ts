import { z } from 'zod';

const guard = z.object({
  metric: z.string(),
  service: z.string(),
  environment: z.string().nullable(),
  cohort: z.string().nullable(),
  worstRatio: z.number().nullable(),
  minRequests: z.number().int(),
  total: z.number().int().meta({ description: 'Requests of the exposed users in this step.' }),
  bad: z.number().int().meta({ description: 'Those of them that failed.' }),
  newest: z.string().nullable().meta({ description: 'The end of the newest window.' }),
});

/** A flag's ramp as a schedule, and how far it has come. */
export const ramp = z
  .object({
    key: z.string(),
    id: z.string().meta({ description: 'Id of the event that scheduled it.' }),
    variant: z.string(),
    phase: z.enum(['running', 'paused', 'completed', 'aborted']),
    steps: z.array(z.object({ percentage: z.number(), bakeSeconds: z.number().int() })),
    step: z.number().int().meta({ description: 'The step in force, from 1.' }),
    percentage: z.number().nullable().meta({ description: 'The share now.' }),
    began: z.string(),
    nextStepAt: z.string().nullable().meta({
      description:
        'When the step will have been watched for long enough; null where time does not move the ramp on.',
    }),
    onAnomaly: z.enum(['pause', 'kill']),
    guards: z.array(guard),
    pause: z
      .object({
        cause: z.enum(['person', 'guardian', 'anomaly', 'guard', 'no-data', 'flag-off']),
        at: z.string(),
        reason: z.string().nullable(),
        metric: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Ramp' });
export type Ramp = z.infer<typeof ramp>;
