import type { EventOf } from '@hormesis/events';
import { countsAsBacktested } from './counts-as-backtested.js';
import type { Proposal, ProposalEventName, Put } from './proposal.js';

/** How an event changes a proposal. What others say of a proposal that was never put is passed over. */
export function evolveProposal(proposal: Proposal, event: EventOf<ProposalEventName>): Proposal {
  const { id } = proposal;
  if (event.name === 'proposal.proposed') {
    const { data } = event;
    return { id, phase: 'proposed', proposed: data, files: data.files, ...nothingYet };
  }
  if ('proposed' in proposal) return evolvePut(proposal, event);
  return event.name === 'proposal.withheld' ? { id, phase: 'withheld' } : proposal;
}

const nothingYet = {
  delivered: {},
  undelivered: {},
  exercises: {},
  reopened: [],
  retirementProposed: false,
};

function evolvePut(put: Put, event: EventOf<Exclude<ProposalEventName, 'proposal.proposed'>>): Put {
  switch (event.name) {
    case 'proposal.withheld':
      return put;
    case 'proposal.backtested':
      return backtested(put, event.data);
    case 'proposal.edited': {
      const { backtest: _outdated, ...rest } = put;
      return { ...rest, phase: 'proposed', files: event.data.files };
    }
    case 'proposal.assigned': {
      const { owner, due } = event.data;
      return { ...put, assigned: due === undefined ? { owner } : { owner, due } };
    }
    case 'proposal.accepted':
      return { ...put, phase: 'accepted' };
    case 'proposal.rejected':
      return { ...put, phase: 'rejected', reason: event.data.reason };
    case 'proposal.delivered': {
      const { by, at, digest } = event.data;
      const { [by]: _done, ...undelivered } = put.undelivered;
      return { ...put, delivered: { ...put.delivered, [by]: { by, at, digest } }, undelivered };
    }
    case 'proposal.undelivered':
      return { ...put, undelivered: { ...put.undelivered, [event.data.by]: event.data.reason } };
    case 'proposal.applied': {
      const { seen, evidence } = event.data;
      return { ...put, phase: 'applied', applied: { seen, evidence, at: event.time } };
    }
    case 'proposal.exercised':
      return exercised(put, event.data);
    case 'proposal.reopened':
      return { ...put, reopened: [...put.reopened, event.data.missed] };
    case 'proposal.retirementproposed':
      return { ...put, retirementProposed: true };
    case 'proposal.retired':
      return {
        ...put,
        phase: 'retired',
        reason: event.data.reason,
        retiredAt: event.time,
        retirementProposed: false,
      };
  }
}

function backtested(put: Put, { report, checks }: EventOf<'proposal.backtested'>['data']): Put {
  const backtest = { report, checks };
  const undecided = put.phase === 'proposed' || put.phase === 'backtested';
  const phase = countsAsBacktested(backtest) ? 'backtested' : 'proposed';
  return { ...put, backtest, phase: undecided ? phase : put.phase };
}

/** A catch speaks for the guard: whether it only cries is to be asked anew. */
function exercised(put: Put, data: EventOf<'proposal.exercised'>['data']): Put {
  const { service: _, environment: __, incident: ___, ...exercise } = data;
  return {
    ...put,
    exercises: { ...put.exercises, [exercise.on]: exercise },
    retirementProposed: put.retirementProposed && exercise.outcome !== 'caught',
  };
}
