import type { Proposal } from '@hormesis/api';
import { acceptProposal, rejectProposal } from '../api/commands.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { useCommand } from '../ui/use-command.js';
import { unprovenWords } from './unproven.js';

export type Decision = 'accept' | 'reject';
type Decided = Pick<Proposal, 'id' | 'title' | 'kind' | 'backtest' | 'checks'>;

const refresh = ['proposals', 'learning', 'timeline', 'status'];

/** Accepts, or rejects with a reason; `deciding` says which of the two is being asked. What nothing speaks for is accepted only with a reason. */
export function DecideDialogs({
  proposal,
  deciding,
  onClose,
}: {
  proposal: Decided;
  deciding: Decision | undefined;
  onClose: () => void;
}) {
  const unproven = unprovenWords(proposal);
  const accept = useCommand((note: string) => acceptProposal(proposal.id, note, unproven !== undefined), {
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
        {...(unproven === undefined ? proven : untested)}
        description={`“${proposal.title}”. ${unproven ?? ''} ${afterwards[proposal.kind]} It is in force only once it is seen to be applied.`}
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

const proven = { title: 'Accept the proposal', label: 'Note', required: false, confirm: 'Accept' } as const;
const untested = {
  title: 'Accept it untested',
  label: 'Why, though nothing on record speaks for it?',
  help: 'For example: it cannot be replayed, and costs nothing.',
  confirm: 'Accept untested',
  tone: 'danger',
} as const;

const afterwards: Record<Proposal['kind'], string> = {
  alert: 'The rule runs here at once, and is delivered to where your Prometheus reads it if that is set up.',
  test: 'The file is delivered to your repository if that is set up.',
  'flag-default': 'The built-in flags take it over, or it is delivered to your repository if that is set up.',
};
