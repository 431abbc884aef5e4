import { z } from 'zod';
import { actor } from './actor.js';
import { staleSince } from './stale-since.js';

/** What runs where: one row for each service in each environment. */
export const deployment = z
  .object({
    service: z.string(),
    environment: z.string(),
    version: z.string().nullable(),
    artifactId: z.string().nullable(),
    phase: z.enum(['live', 'rolled-back', 'removed']),
    exposure: z.number().meta({ description: 'Percent of users that get it.' }),
    deployedAt: z.string(),
    actor: actor.nullable(),
    flag: z.string().nullable(),
    eventId: z.string().meta({ description: 'The event that made the row what it is.' }),
    staleSince: staleSince.nullable(),
  })
  .meta({ id: 'Deployment' });
export type Deployment = z.infer<typeof deployment>;
