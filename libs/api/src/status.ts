import { z } from 'zod';

/** How a projection or reaction is. */
export const projectionStatus = z
  .object({
    name: z.string(),
    kind: z.enum(['projection', 'reaction']),
    version: z
      .number()
      .int()
      .meta({ description: 'Of the code that makes the live build, or of the reaction.' }),
    behind: z.number().meta({ description: 'Events on the log that it has not taken in.' }),
    parked: z.number().meta({
      description: 'Events it could not take in, and those that wait behind them: /api/dead-letters.',
    }),
    staleSince: z
      .string()
      .nullable()
      .meta({ description: 'When the first of those was parked: its rows lack what came since.' }),
    trouble: z
      .object({ since: z.string(), topic: z.string(), partition: z.number().int(), error: z.string() })
      .nullable()
      .meta({ description: 'Database or log trouble for which it waits; it goes on by itself.' }),
    outdated: z.string().nullable().meta({
      description: 'Why the live build is not kept up to date by this release, and what to do.',
    }),
  })
  .meta({ id: 'ProjectionStatus' });
export type ProjectionStatus = z.infer<typeof projectionStatus>;

/** Decided events that are not on the log yet; always none where the log is in the same database. */
export const outboxStatus = z
  .object({
    waiting: z.number(),
    oldestSeconds: z.number().meta({ description: 'How long ago the oldest of them was decided.' }),
    stuck: z
      .array(
        z.object({
          stream: z.string(),
          version: z.number().int(),
          id: z.string().meta({ description: 'Of the event.' }),
          topic: z.string(),
          since: z.string(),
          attempts: z.number().int(),
          error: z.string(),
        }),
      )
      .meta({
        description: 'Those that the log does not take, the first 50; their streams wait behind them.',
      }),
  })
  .meta({ id: 'OutboxStatus' });
export type OutboxStatus = z.infer<typeof outboxStatus>;

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
    projections: z.array(projectionStatus),
    outbox: outboxStatus,
    lastEventAt: z.string().nullable(),
  })
  .meta({ id: 'Status' });
export type Status = z.infer<typeof status>;
