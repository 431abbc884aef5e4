import type { Proposal } from '@hormesis/api';
import { acceptProposal, rejectProposal } from '../api/commands.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { useCommand } from '../ui/use-command.js';

export type Decision = 'accept' | 'reject';

const refresh = ['proposals', 'learning', 'timeline', 'status'];

/** Accepts, or rejects with a reason; `deciding` says which of the two is being asked. */
export function DecideDialogs({
  proposal,
  deciding,
  onClose,
}: {
  proposal: Pick<Proposal, 'id' | 'title' | 'kind'>;
  deciding: Decision | undefined;
  onClose: () => void;
}) {
  const accept = useCommand((note: string) => acceptProposal(proposal.id, note), {
    done: () => 'Accepted.',
    refresh,
  });
  const reject = useCommand((reason: string) => rejectProposal(proposal.id, reason), {
    done: () => 'Rejected.',
    refresh,
  });
  return (
    <>
      <ReasonDialog
        title="Accept the proposal"
        description={`“${proposal.title}”. ${afterwards[proposal.kind]} It is in force only once it is seen to be applied.`}
        label="Note"
        required={false}
        confirm="Accept"
        isOpen={deciding === 'accept'}
        onClose={onClose}
        onConfirm={accept.mutateAsync}
      />
      <ReasonDialog
        title="Reject the proposal"
        description={`“${proposal.title}”. The reason is kept, so that the same is not proposed again without it being read.`}
        label="Why?"
        help="For example: too noisy, already covered by another test, wrong cause."
        confirm="Reject"
        tone="danger"
        isOpen={deciding === 'reject'}
        onClose={onClose}
        onConfirm={reject.mutateAsync}
      />
    </>
  );
}

const afterwards: Record<Proposal['kind'], string> = {
  alert: 'The rule runs here at once, and is delivered to where your Prometheus reads it if that is set up.',
  test: 'The file is delivered to your repository if that is set up.',
  'flag-default': 'The built-in flags take it over, or it is delivered to your repository if that is set up.',
};
