import { z } from 'zod';
import { actor } from './actor.js';
import { staleSince } from './stale-since.js';

export const proposal = z
  .object({
    id: z.string(),
    kind: z.enum(['test', 'alert', 'flag-default']),
    class: z.enum(['prevents', 'detects-earlier', 'limits']),
    state: z.enum(['proposed', 'accepted', 'rejected']),
    title: z.string(),
    rationale: z.string(),
    verification: z.string(),
    service: z.string(),
    environment: z.string().nullable(),
    incident: z.string(),
    fingerprint: z.string(),
    files: z.array(z.object({ path: z.string(), mediaType: z.string(), content: z.string() })),
    evidence: z.array(z.string()),
    proposedAt: z.string(),
    decidedAt: z.string().nullable(),
    decidedBy: actor.nullable(),
    reason: z.string().nullable(),
    staleSince: staleSince.nullable(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposal>;

/** What an incident did not allow to propose, and why. */
export const withheldProposal = z
  .object({
    incident: z.string(),
    kind: z.enum(['test', 'alert', 'flag-default']),
    reason: z.string(),
    at: z.string(),
  })
  .meta({ id: 'WithheldProposal' });
export type WithheldProposal = z.infer<typeof withheldProposal>;
