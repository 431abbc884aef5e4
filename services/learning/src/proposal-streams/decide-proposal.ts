import type { CommandAccepted } from '@hormesis/api';
import type { Decision } from '@hormesis/decider';
import type { Principal } from '@hormesis/events';
import { notFound } from '@hormesis/http';
import type { Proposal, ProposalStatement } from '@hormesis/learning';
import { formatPosition } from '@hormesis/log';
import type { ProposalStreams } from './proposal-streams.js';

/** Lets a person decide on a proposal; the events belong to the incident that taught it. */
export async function decideProposal(
  proposals: ProposalStreams,
  id: string,
  decide: (proposal: Proposal) => Decision<ProposalStatement>,
  actor: Principal,
): Promise<CommandAccepted> {
  const { state } = await proposals.load(id);
  if (!('proposed' in state)) {
    throw notFound(`proposal ${id}`, 'GET /api/proposals lists those there are.');
  }
  const { events, positions } = await proposals.decide(id, decide, {
    actor,
    correlationId: state.proposed.incident,
  });
  return {
    events: events.map((event, index) => {
      const position = positions[index];
      return { id: event.id, name: event.name, position: position ? formatPosition(position) : null };
    }),
  };
}
