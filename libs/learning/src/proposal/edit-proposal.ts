import { isDeepStrictEqual } from 'node:util';
import { type Decision, refuse } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import type { ArtefactFile } from '../outcome.js';
import { notFound, ofProposal, wasRejected, wasRetired } from './of-proposal.js';
import type { Proposal } from './proposal.js';
import { whatIsWrongWith } from './what-is-wrong-with.js';

export type EditProposal = { files: readonly ArtefactFile[]; note?: string | undefined };

/**
 * A person changes the artefact. It has to be backtested again, and accepted again if it was; once it is in force it
 * stands as it is. The same files twice change nothing.
 */
export function editProposal(
  proposal: Proposal,
  { files, note }: EditProposal,
): Decision<StatementOf<'proposal.edited'>> {
  switch (proposal.phase) {
    case 'none':
    case 'withheld':
      return notFound(proposal);
    case 'rejected':
      return wasRejected(proposal);
    case 'retired':
      return wasRetired(proposal);
    case 'applied':
      return refuse(
        'proposal-applied',
        `Proposal ${proposal.id} is in force. Change it where it is applied, or retire it.`,
      );
    default: {
      if (isDeepStrictEqual(files, proposal.files)) return [];
      const wrong = whatIsWrongWith(files, proposal.proposed.files);
      if (wrong) return refuse('files-not-valid', wrong);
      const said = note === undefined ? {} : { note };
      const data = { ...ofProposal(proposal.proposed), files: [...files], ...said };
      return [{ name: 'proposal.edited', subject: proposal.id, data }];
    }
  }
}
