import { z } from 'zod';
import { actor } from './actor.js';
import { asOf } from './as-of.js';
import { staleSince } from './stale-since.js';

export const flag = z
  .object({
    key: z.string(),
    state: z.enum(['ENABLED', 'DISABLED']),
    service: z.string().nullable(),
    environment: z.string().nullable(),
    definition: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'As flagd defines it; null for a flag known only from others’ events.' }),
    percentage: z.number().nullable().meta({ description: 'Share of users with the ramped variant.' }),
    revision: z.number().int(),
    changedAt: z.string(),
    changedBy: actor.nullable(),
    reason: z.string().nullable(),
    eventId: z.string(),
    staleSince: staleSince.nullable(),
    asOf: asOf.optional(),
  })
  .meta({ id: 'Flag' });
export type Flag = z.infer<typeof flag>;
