import { type Refusal, refuse } from '@hormesis/decider';
import type { DataOf } from '@hormesis/events';
import type { Proposal, Put } from './proposal.js';

/** What every later event of a proposal repeats, so that it can be read alone. */
export function ofProposal({ service, environment, incident }: DataOf<'proposal.proposed'>) {
  return { service, ...(environment ? { environment } : {}), incident };
}

export function notFound({ id }: Proposal): Refusal {
  return refuse('proposal-not-found', `There is no proposal ${id}. \`GET /api/proposals\` lists them.`);
}

export function wasRejected({ id, reason }: Put): Refusal {
  return refuse(
    'proposal-rejected',
    `Proposal ${id} was rejected: “${reason}”. A proposal is decided once; the next incident of its class proposes again.`,
  );
}

export function wasRetired({ id, reason }: Put): Refusal {
  return refuse(
    'proposal-retired',
    `Proposal ${id} was taken out of force: “${reason}”. The next incident of its class proposes again.`,
  );
}

export function notAccepted({ id }: Put): Refusal {
  return refuse('proposal-not-accepted', `Proposal ${id} has not been accepted. Accept it first.`);
}
