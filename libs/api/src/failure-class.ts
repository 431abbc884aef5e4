import { failureClass, layer } from '@hormesis/events/learning';
import { z } from 'zod';
import { staleSince } from './stale-since.js';

/** What one incident had to teach. */
export const incidentCase = z
  .object({
    incident: z.string(),
    service: z.string(),
    environment: z.string().nullable(),
    fingerprint: z.string(),
    class: failureClass,
    explained: z.array(z.string()),
    corrected: z
      .object({ from: z.string(), by: z.string(), reason: z.string(), at: z.string() })
      .nullable()
      .meta({ description: 'Set if a person put the class right; `from` is the fingerprint before.' }),
    onset: z.string(),
    detectedAt: z.string(),
    endedAt: z.string().nullable(),
    detectMs: z.number().meta({ description: 'From the onset until it was noticed, milliseconds.' }),
    detectedBy: z.string(),
    stoppedBy: layer,
    shouldHave: layer,
    why: z.string(),
    change: z
      .object({ eventId: z.string(), kind: z.string(), subject: z.string(), probability: z.number() })
      .nullable(),
    reached: z.string(),
    exposedUserSeconds: z.number().nullable(),
    exemplars: z.number().int(),
    earlier: z.array(z.string()),
    evidence: z.array(z.string()),
    drill: z.boolean().meta({ description: 'Whether it was injected on purpose.' }),
    staleSince: staleSince.nullable(),
  })
  .meta({ id: 'IncidentCase' });
export type IncidentCase = z.infer<typeof incidentCase>;

/** All incidents of one class, and what guards against the next one. */
export const failureClassSummary = z
  .object({
    fingerprint: z.string(),
    class: failureClass,
    occurrences: z.array(
      z.object({
        incident: z.string(),
        onset: z.string(),
        detectMs: z.number(),
        detectedBy: z.string(),
        stoppedBy: layer,
        exposedUserSeconds: z.number().nullable(),
        drill: z.boolean(),
      }),
    ),
    trend: z.object({
      detection: z.enum(['falling', 'rising', 'level', 'unknown']),
      exposure: z.enum(['falling', 'rising', 'level', 'unknown']),
      guarded: z.boolean().meta({
        description:
          'Whether a guard was in force when it last came. Without one a fall has another reason. Drills count in no trend.',
      }),
    }),
    guards: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        state: z.string(),
        appliedAt: z.string().nullable(),
        caught: z.number().int(),
        missed: z.number().int(),
        fired: z.number().int(),
        rightly: z.number().int(),
        precision: z.number().nullable().meta({ description: 'null: it has not fired yet.' }),
      }),
    ),
    open: z.number().int().meta({ description: 'Proposals that wait for a decision.' }),
  })
  .meta({ id: 'FailureClassSummary' });
export type FailureClassSummary = z.infer<typeof failureClassSummary>;

/** The learning page: every class, and the totals. */
export const learningOverview = z
  .object({
    items: z.array(failureClassSummary),
    next: z.string().nullable(),
    totals: z.object({
      proposed: z.number().int().meta({ description: 'Proposals that wait, and no backtest speaks for.' }),
      backtested: z.number().int().meta({ description: 'Proposals that wait, and were backtested.' }),
      accepted: z.number().int().meta({ description: 'Accepted, and not seen to be in force yet.' }),
      rejected: z.number().int(),
      applied: z.number().int().meta({ description: 'In force: the guards.' }),
      retired: z.number().int(),
      caught: z.number().int().meta({
        description: 'Incidents and drills that a guard told of before people and detectors, each once.',
      }),
      missed: z
        .number()
        .int()
        .meta({ description: 'Those that a guard was to tell of, and did not; each once.' }),
      notYetExercised: z.number().int().meta({ description: 'Guards whose class has not come since.' }),
      overdue: z.number().int().meta({ description: 'Past their day, and not in force.' }),
    }),
  })
  .meta({ id: 'LearningOverview' });
export type LearningOverview = z.infer<typeof learningOverview>;
