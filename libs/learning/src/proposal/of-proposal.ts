import { type Refusal, refuse } from '@hormesis/decider';
import type { DataOf } from '@hormesis/events';
import type { Proposal } from './proposal.js';

/** What every later event of a proposal repeats, so that it can be read alone. */
export function ofProposal({ service, environment, incident }: DataOf<'proposal.proposed'>) {
  return { service, ...(environment ? { environment } : {}), incident };
}

export function notFound({ id }: Proposal): Refusal {
  return refuse('proposal-not-found', `There is no proposal ${id}. \`GET /api/proposals\` lists them.`);
}
