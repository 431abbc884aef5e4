import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import type { ArtefactFile } from '../outcome.js';
import { notFound, ofProposal } from './of-proposal.js';
import { type Backtested, isPut, type Proposal } from './proposal.js';

export type RecordBacktest = Backtested & {
  /** The files that were replayed: what has been edited meanwhile is not what stands. */
  tested: readonly ArtefactFile[];
};

/** Records what the tools and the replay said. The same twice changes nothing; nor does what is decided against. */
export function recordBacktest(
  proposal: Proposal,
  { report, checks, tested }: RecordBacktest,
): Decision<StatementOf<'proposal.backtested'>> {
  if (!isPut(proposal)) return notFound(proposal);
  if (proposal.phase === 'rejected' || proposal.phase === 'retired') return [];
  if (!isDeepStrictEqual(tested, proposal.files)) return [];
  if (isDeepStrictEqual(proposal.backtest, { report, checks })) return [];
  return [
    {
      name: 'proposal.backtested',
      subject: proposal.id,
      data: { ...ofProposal(proposal.proposed), report, checks },
    },
  ];
}
