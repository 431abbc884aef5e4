import type { Proposal } from '@hormesis/api';
import { useState } from 'react';
import { acceptProposal, rejectProposal } from '../../api/commands.js';
import { Button } from '../../ui/button.js';
import { Permitted } from '../../ui/permission.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useCommand } from '../../ui/use-command.js';

const refresh = ['proposals', 'timeline', 'status'];

/** Accept, or reject with a reason. */
export function ProposalCommands({ proposal }: { proposal: Proposal }) {
  const [open, setOpen] = useState<'accept' | 'reject'>();
  const close = () => setOpen(undefined);
  const accept = useCommand((note: string) => acceptProposal(proposal.id, note), {
    done: () => 'Accepted.',
    refresh,
  });
  const reject = useCommand((reason: string) => rejectProposal(proposal.id, reason), {
    done: () => 'Rejected.',
    refresh,
  });
  return (
    <Permitted scope="proposals:write">
      <Button tone="danger" onPress={() => setOpen('reject')}>
        Reject
      </Button>
      <Button tone="primary" onPress={() => setOpen('accept')}>
        Accept
      </Button>
      <ReasonDialog
        title="Accept the proposal"
        description="It is in force only once it is seen to be applied: put the files where they belong, or let your pipeline do it."
        label="Note"
        required={false}
        confirm="Accept"
        isOpen={open === 'accept'}
        onClose={close}
        onConfirm={accept.mutateAsync}
      />
      <ReasonDialog
        title="Reject the proposal"
        description="The reason is kept, so that the same is not proposed again without it being read."
        label="Why?"
        help="For example: too noisy, already covered by another test, wrong cause."
        confirm="Reject"
        tone="danger"
        isOpen={open === 'reject'}
        onClose={close}
        onConfirm={reject.mutateAsync}
      />
    </Permitted>
  );
}
