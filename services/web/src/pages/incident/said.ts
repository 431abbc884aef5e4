import type { TimelineEntry } from '@hormesis/api';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const probability = z.number().nullable().catch(null);

const ofAction = z.object({
  reason: text,
  detail: text,
  durationMs: z.number().optional().catch(undefined),
  withheld: z.array(z.string()).default([]).catch([]),
  verdict: z.enum(['confirmed', 'wrong']).optional().catch(undefined),
  by: z.enum(['recovery', 'person']).optional().catch(undefined),
  action: text,
  seconds: z.number().optional().catch(undefined),
  evidence: z.array(z.string()).default([]).catch([]),
  next: text,
  blast: z
    .object({ exposure: z.number(), changes: z.number(), callers: z.number().optional() })
    .optional()
    .catch(undefined),
});
export type SaidOfAction = z.infer<typeof ofAction>;

const ofRanking = z.object({
  anomaly: z.string(),
  method: z.string(),
  candidates: z.array(
    z.object({
      change: z.object({ eventId: z.string(), subject: z.string(), summary: z.string() }).nullable(),
      probability: z.number(),
      terms: z.record(z.string(), z.number()).optional().catch(undefined),
    }),
  ),
  causes: z.array(z.string()).default([]).catch([]),
  supersedes: text,
  difference: z
    .array(
      z.object({
        change: z.string().nullable(),
        subject: z.string(),
        before: probability,
        after: probability,
      }),
    )
    .optional()
    .catch(undefined),
});
export type SaidOfRanking = z.infer<typeof ofRanking>;

/** What an event about an action, or about its outcome, says; what it does not say is absent. */
export function saidOfAction({ data }: Pick<TimelineEntry, 'data'>): SaidOfAction {
  const read = ofAction.safeParse(data);
  return read.success ? read.data : { withheld: [], evidence: [] };
}

/** What a ranking says; nothing where this console does not understand it. */
export function saidOfRanking({ data }: Pick<TimelineEntry, 'data'>): SaidOfRanking | undefined {
  const read = ofRanking.safeParse(data);
  return read.success ? read.data : undefined;
}
