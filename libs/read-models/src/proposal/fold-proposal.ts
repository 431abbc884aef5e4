import type { Proposal } from '@hormesis/api';
import { countsAsBacktested } from '@hormesis/learning/proposal';
import { foldDelivered, foldUndelivered } from './fold-delivery.js';
import { foldExercise } from './fold-exercise.js';
import type { ProposalFact } from './proposal-fact.js';

/** What the row of a proposal says. What only the event that put it can tell is `null` until that has come. */
export type ProposalValues = { [Name in ToldOnce]: Proposal[Name] | null } & Omit<
  Proposal,
  ToldOnce | 'id' | 'staleSince' | 'undelivered'
> & { undelivered: NonNullable<Proposal['undelivered']>[] };

type ToldOnce =
  | 'kind'
  | 'proposer'
  | 'class'
  | 'title'
  | 'rationale'
  | 'verification'
  | 'instance'
  | 'generalised'
  | 'service'
  | 'incident'
  | 'fingerprint'
  | 'variantsTried'
  | 'proposedAt';

const undecided = { decidedAt: null, decidedBy: null, reason: null };
const untested = { backtest: null, checks: [] };

const unknown: ProposalValues = {
  kind: null,
  proposer: null,
  class: null,
  state: 'proposed',
  title: null,
  rationale: null,
  verification: null,
  instance: null,
  generalised: null,
  service: null,
  environment: null,
  incident: null,
  fingerprint: null,
  files: [],
  proposedFiles: null,
  evidence: [],
  overlaps: [],
  alternativeTo: null,
  variantsTried: null,
  fittedUntil: null,
  ...untested,
  owner: null,
  due: null,
  proposedAt: null,
  ...undecided,
  delivered: [],
  undelivered: [],
  appliedAt: null,
  applied: null,
  exercises: [],
  retirement: null,
  retiredAt: null,
  reopened: [],
};

/** What a proposal is, from all its facts in order of time. */
export function foldProposal(facts: readonly ProposalFact[]): ProposalValues {
  return facts.reduce(evolve, unknown);
}

function evolve(row: ProposalValues, fact: ProposalFact): ProposalValues {
  const at = fact.eventTime;
  switch (fact.name) {
    case 'proposal.proposed':
      return proposed(row, fact);
    case 'proposal.backtested': {
      const { report, checks } = fact.data;
      const isOpen = row.state === 'proposed' || row.state === 'backtested';
      const state = countsAsBacktested(fact.data) ? 'backtested' : 'proposed';
      return { ...row, backtest: report, checks, state: isOpen ? state : row.state };
    }
    case 'proposal.edited': {
      const proposedFiles = row.proposedFiles ?? row.files;
      return { ...row, ...untested, ...undecided, state: 'proposed', files: fact.data.files, proposedFiles };
    }
    case 'proposal.assigned':
      return { ...row, owner: fact.data.owner, due: fact.data.due ?? null };
    case 'proposal.accepted':
      return { ...row, state: 'accepted', ...decided(fact), reason: fact.data.note ?? null };
    case 'proposal.rejected':
      return { ...row, state: 'rejected', ...decided(fact), reason: fact.data.reason };
    case 'proposal.delivered':
      return foldDelivered(row, fact.data, at);
    case 'proposal.undelivered':
      return foldUndelivered(row, fact.data, at);
    case 'proposal.applied': {
      const { seen, evidence } = fact.data;
      return { ...row, state: 'applied', appliedAt: at, applied: { seen, evidence } };
    }
    case 'proposal.exercised':
      return foldExercise(row, fact.data, at);
    case 'proposal.reopened': {
      const { missed, reason } = fact.data;
      return { ...row, reopened: [...row.reopened, { missed, reason, at }] };
    }
    case 'proposal.retirementproposed': {
      const { fired, rightly, weeks, reason } = fact.data;
      return { ...row, retirement: { fired, rightly, weeks, reason, at } };
    }
    case 'proposal.retired':
      return { ...row, state: 'retired', retiredAt: at, reason: fact.data.reason };
  }
}

function proposed(row: ProposalValues, fact: Extract<ProposalFact, { name: 'proposal.proposed' }>) {
  const { service, environment, alternativeTo, fittedUntil, ...said } = fact.data;
  return {
    ...row,
    ...said,
    service: service.id,
    environment: environment?.id ?? null,
    alternativeTo: alternativeTo ?? null,
    fittedUntil: fittedUntil ?? null,
    proposedAt: fact.eventTime,
  };
}

function decided({ eventTime, actor }: ProposalFact) {
  return { decidedAt: eventTime, decidedBy: actor };
}
