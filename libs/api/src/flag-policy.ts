import { z } from 'zod';

const mode = z.enum(['off', 'report', 'refuse']);

/** What is done about changes that users can notice and that are behind no flag. */
export const flagPolicies = z
  .object({
    otherwise: mode.meta({ description: 'Where a service has no policy of its own.' }),
    items: z.array(z.object({ service: z.string(), mode })),
  })
  .meta({ id: 'FlagPolicies' });
export type FlagPolicies = z.infer<typeof flagPolicies>;

/** A deployment that is against the policy, and still runs. */
export const flagFinding = z
  .object({
    service: z.string(),
    environment: z.string(),
    version: z.string().nullable(),
    fault: z.enum(['no-flag', 'unknown-flag']),
    reason: z.string().meta({ description: 'What is wrong and what to do.' }),
    deployment: z.string().meta({ description: 'Id of the event of the deployment.' }),
    at: z.string(),
  })
  .meta({ id: 'FlagFinding' });
export type FlagFinding = z.infer<typeof flagFinding>;

/** What the gate answers to a deployment that may go on. */
export const gateAnswer = z
  .object({
    allowed: z.literal(true),
    policy: mode,
    warning: z.string().nullable().meta({ description: 'What is wrong all the same, and what to do.' }),
  })
  .meta({ id: 'GateAnswer' });
export type GateAnswer = z.infer<typeof gateAnswer>;
