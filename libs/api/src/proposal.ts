import {
  artefactCheck,
  artefactFile,
  backtestReport,
  proposalKind,
  proposer,
} from '@hormesis/events/learning';
import { z } from 'zod';
import { actor } from './actor.js';
import { staleSince } from './stale-since.js';

/** Where a proposal stands. Whether it has caught anything yet is said by its exercises. */
export const proposalState = z.enum(['proposed', 'backtested', 'accepted', 'rejected', 'applied', 'retired']);
export type ProposalState = z.infer<typeof proposalState>;

/** A drill or a recurrence that met the guard while it was in force. */
export const guardExercise = z.object({
  by: z.enum(['recurrence', 'drill']),
  on: z.string().meta({ description: 'The incident, or the drill.' }),
  at: z.string(),
  outcome: z.enum(['caught', 'missed']),
  firedAt: z.string().nullable(),
  leadMs: z.number().nullable(),
  before: z.array(z.string()),
  reason: z.string(),
});
export type GuardExercise = z.infer<typeof guardExercise>;

export const proposal = z
  .object({
    id: z.string(),
    kind: proposalKind,
    proposer,
    class: z.enum(['prevents', 'detects-earlier', 'limits']),
    state: proposalState,
    title: z.string(),
    rationale: z.string(),
    verification: z.string(),
    instance: z.string().meta({ description: 'What exactly it would have caught: this incident.' }),
    generalised: z.string().meta({ description: 'What it catches one step more general.' }),
    service: z.string(),
    environment: z.string().nullable(),
    incident: z.string(),
    fingerprint: z.string(),
    files: z.array(artefactFile).meta({ description: 'The artefact as it stands: with people’s edits.' }),
    proposedFiles: z
      .array(artefactFile)
      .nullable()
      .meta({ description: 'As it was proposed, if it was edited since.' }),
    evidence: z.array(z.string()),
    overlaps: z.array(z.object({ guard: z.string(), says: z.string() })),
    alternativeTo: z.string().nullable(),
    variantsTried: z.number().int(),
    fittedUntil: z.string().nullable(),
    backtest: backtestReport
      .nullable()
      .meta({ description: 'The newest one; null: none yet, or edited since.' }),
    checks: z.array(artefactCheck),
    owner: z.string().nullable(),
    due: z.string().nullable(),
    proposedAt: z.string(),
    decidedAt: z.string().nullable(),
    decidedBy: actor.nullable(),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'The note of the acceptance, or why it was rejected, or retired.' }),
    delivered: z.array(z.object({ by: z.string(), at: z.string(), deliveredAt: z.string() })),
    undelivered: z
      .object({ by: z.string(), reason: z.string(), at: z.string() })
      .nullable()
      .meta({ description: 'Why it could not be delivered, where it still cannot.' }),
    appliedAt: z.string().nullable(),
    applied: z.object({ seen: z.string(), evidence: z.string() }).nullable(),
    exercises: z.array(guardExercise).meta({ description: 'Oldest first; empty: not yet exercised.' }),
    retirement: z
      .object({
        fired: z.number(),
        rightly: z.number(),
        weeks: z.number(),
        reason: z.string(),
        at: z.string(),
      })
      .nullable()
      .meta({ description: 'Why it is proposed to be taken out of force.' }),
    retiredAt: z.string().nullable(),
    reopened: z
      .array(z.object({ missed: z.string(), reason: z.string(), at: z.string() }))
      .meta({ description: 'Recurrences that it missed, for which there is more to learn; oldest first.' }),
    staleSince: staleSince.nullable(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposal>;

/** What an incident did not allow to propose, and why. */
export const withheldProposal = z
  .object({
    incident: z.string(),
    kind: proposalKind,
    proposer,
    reason: z.string(),
    at: z.string(),
  })
  .meta({ id: 'WithheldProposal' });
export type WithheldProposal = z.infer<typeof withheldProposal>;
