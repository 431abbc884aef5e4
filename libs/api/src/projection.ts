import { z } from 'zod';

/** How far a rebuild is. */
export const rebuildProgress = z
  .object({
    phase: z
      .enum(['waiting', 'replaying', 'making keys', 'making indexes', 'catching up', 'verifying', 'flipping'])
      .meta({ description: 'What it is busy with.' }),
    detail: z.string().nullable().meta({ description: 'Which part of it, in words.' }),
    done: z.number().meta({ description: 'Events taken in.' }),
    total: z.number().meta({ description: 'Events on the log.' }),
    perSecond: z.number().meta({ description: 'Events a second, lately; 0 while none is replayed.' }),
    secondsLeft: z
      .number()
      .nullable()
      .meta({ description: 'Until all events are taken in, as far as can be said.' }),
  })
  .meta({ id: 'RebuildProgress' });
export type RebuildProgress = z.infer<typeof rebuildProgress>;

/** What was found when a new build was compared with the live one. */
export const rebuildVerification = z
  .object({
    good: z.boolean(),
    findings: z.array(z.string()).meta({ description: 'What speaks against the new build, in sentences.' }),
    records: z.object({ live: z.number(), built: z.number() }).meta({ description: 'Log records taken in.' }),
    newDeadLetters: z.number().meta({ description: 'Events that only the new build could not take in.' }),
    rows: z
      .object({
        live: z.number(),
        built: z.number(),
        onlyLive: z.number(),
        onlyBuilt: z.number(),
        changed: z.number(),
        examples: z.array(
          z.object({
            kind: z.enum(['only-live', 'only-built', 'changed']),
            key: z.record(z.string(), z.unknown()),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'Null where rows were not compared: the versions differ.' }),
  })
  .meta({ id: 'RebuildVerification' });
export type RebuildVerification = z.infer<typeof rebuildVerification>;

/** One build of a projection: its rows in a table of their own. */
export const projectionBuild = z
  .object({
    build: z.number().int(),
    version: z.number().int().meta({ description: 'The version of the code that makes its rows.' }),
    state: z.enum(['requested', 'building', 'differs', 'failed', 'aborted', 'live', 'kept']),
    requestedAt: z.string(),
    requestedBy: z.string().nullable(),
    startedAt: z.string().nullable(),
    liveAt: z.string().nullable(),
    keepUntil: z.string().nullable().meta({ description: 'When a build that was replaced is dropped.' }),
    progress: rebuildProgress.nullable(),
    verification: rebuildVerification.nullable(),
    error: z.string().nullable().meta({ description: 'Why it failed.' }),
  })
  .meta({ id: 'ProjectionBuild' });
export type ProjectionBuild = z.infer<typeof projectionBuild>;

/** A projection and its builds. */
export const projection = z
  .object({
    name: z.string(),
    release: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'The version that this release has; null for a projection of another service.' }),
    stale: z.string().nullable().meta({
      description: 'Why the live build is not kept up to date by this release, and what to do; null: it is.',
    }),
    builds: z.array(projectionBuild),
  })
  .meta({ id: 'Projection' });
export type Projection = z.infer<typeof projection>;
