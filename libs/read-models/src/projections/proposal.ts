import type { Actor, Proposal } from '@hormesis/api';
import { type EventOf, isOurs } from '@hormesis/events';
import { type Position, topics } from '@hormesis/log';
import { instant, integer, json, oneOf, projection, text } from '@hormesis/projection';
import { foldProposal } from '../proposal/fold-proposal.js';
import {
  isProposalFact,
  type ProposalFact,
  type ProposalFactName,
  withProposalFact,
} from '../proposal/proposal-fact.js';

/** One row a proposal of this system: what was proposed, and what became of it. Folded anew from its facts, so that the order in which they came does not matter. */
export const proposal = projection({
  name: 'proposal',
  version: 2,
  from: [topics.learning],
  table: 'read.proposal',
  by: { id: text },
  key: (event) => (isProposalFact(event) && isOurs(event) ? { id: event.subject } : null),
  columns: {
    kind: oneOf<Proposal['kind']>('test', 'alert', 'flag-default').nullable,
    proposer: text.nullable,
    class: oneOf<Proposal['class']>('prevents', 'detects-earlier', 'limits').nullable,
    state: oneOf<Proposal['state']>('proposed', 'backtested', 'accepted', 'rejected', 'applied', 'retired'),
    title: text.nullable,
    rationale: text.nullable,
    verification: text.nullable,
    instance: text.nullable,
    generalised: text.nullable,
    service: text.nullable,
    environment: text.nullable,
    incident: text.nullable,
    fingerprint: text.nullable,
    files: json<Proposal['files']>(),
    proposedFiles: json<Proposal['files']>().nullable,
    evidence: json<string[]>(),
    overlaps: json<Proposal['overlaps']>(),
    alternativeTo: text.nullable,
    variantsTried: integer.nullable,
    fittedUntil: instant.nullable,
    backtest: json<Proposal['backtest']>().nullable,
    checks: json<Proposal['checks']>(),
    owner: text.nullable,
    due: instant.nullable,
    proposedAt: instant.nullable,
    decidedAt: instant.nullable,
    decidedBy: json<Actor>().nullable,
    reason: text.nullable,
    delivered: json<Proposal['delivered']>(),
    undelivered: json<NonNullable<Proposal['undelivered']>[]>(),
    appliedAt: instant.nullable,
    applied: json<Proposal['applied']>().nullable,
    exercises: json<Proposal['exercises']>(),
    caught: integer,
    missed: integer,
    retirement: json<Proposal['retirement']>().nullable,
    retiredAt: instant.nullable,
    reopened: json<Proposal['reopened']>(),
    facts: json<readonly ProposalFact[]>(),
  },
  on: {
    'proposal.proposed': learned,
    'proposal.backtested': learned,
    'proposal.edited': learned,
    'proposal.assigned': learned,
    'proposal.accepted': learned,
    'proposal.rejected': learned,
    'proposal.delivered': learned,
    'proposal.undelivered': learned,
    'proposal.applied': learned,
    'proposal.exercised': learned,
    'proposal.reopened': learned,
    'proposal.retirementproposed': learned,
    'proposal.retired': learned,
  },
});

type Known = { facts: readonly ProposalFact[] };

function learned(row: Known | undefined, event: EventOf<ProposalFactName>, position: Position) {
  const facts = withProposalFact(row?.facts ?? [], event, position);
  const values = foldProposal(facts);
  const times = (outcome: 'caught' | 'missed') =>
    values.exercises.filter((exercise) => exercise.outcome === outcome).length;
  return { ...values, caught: times('caught'), missed: times('missed'), facts };
}
