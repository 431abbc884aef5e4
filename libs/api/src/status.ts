import { z } from 'zod';

/** How the system itself is: what the CLI’s `status` and the console’s stale banner show. */
export const status = z
  .object({
    version: z.string(),
    log: z.enum(['kafka', 'postgres']),
    startedAt: z.string(),
    counts: z.object({
      services: z.number(),
      deployments: z.number(),
      incidents: z.number(),
      openIncidents: z.number(),
      proposals: z.number(),
      flags: z.number(),
    }),
    projections: z.array(
      z.object({
        name: z.string(),
        behind: z.number().meta({ description: 'Events on the log that it has not taken in.' }),
        parked: z.number().meta({ description: 'Events it could not take in.' }),
      }),
    ),
    lastEventAt: z.string().nullable(),
  })
  .meta({ id: 'Status' });
export type Status = z.infer<typeof status>;
