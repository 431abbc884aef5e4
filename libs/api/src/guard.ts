import { proposalKind, proposer } from '@hormesis/events/learning';
import { z } from 'zod';
import { guardExercise } from './proposal.js';

/** A proposal that was seen to be in force, and how it has done. Its id is the proposal’s. */
export const guard = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: proposalKind,
    proposer,
    class: z.enum(['prevents', 'detects-earlier', 'limits']),
    state: z.string().meta({ description: '`applied`: it is in force; `retired`: no longer.' }),
    service: z.string(),
    environment: z.string().nullable(),
    incident: z.string().meta({ description: 'The incident that taught it.' }),
    fingerprint: z.string().meta({ description: 'The class of failure that it is to catch.' }),
    owner: z.string().nullable(),
    appliedAt: z.string(),
    applied: z.object({ seen: z.string(), evidence: z.string() }).nullable(),
    retiredAt: z.string().nullable(),
    exercises: z.array(guardExercise).meta({ description: 'Oldest first; empty: not yet exercised.' }),
    caught: z.number().int(),
    missed: z.number().int(),
    fired: z.number().int().meta({ description: 'How often it fired since it is in force.' }),
    rightly: z
      .number()
      .int()
      .meta({ description: 'Firings within an incident of its place, or ten minutes before or after one.' }),
    precision: z
      .number()
      .nullable()
      .meta({ description: 'Share of the firings that were right; null: none yet.' }),
    lastFiredAt: z.string().nullable(),
    retirement: z
      .object({
        fired: z.number(),
        rightly: z.number(),
        weeks: z.number(),
        reason: z.string(),
        at: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Guard' });
export type Guard = z.infer<typeof guard>;
