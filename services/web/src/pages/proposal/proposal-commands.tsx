import type { Proposal } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { retireProposal } from '../../api/learning-commands.js';
import { allows, sessionQuery } from '../../api/session.js';
import { DecideDialogs } from '../../learning/decide-dialogs.js';
import { isOpen } from '../../learning/due.js';
import { usePageKeys } from '../../shell/use-page-keys.js';
import { Button } from '../../ui/button.js';
import { Permitted } from '../../ui/permission.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useCommand } from '../../ui/use-command.js';
import { AssignDialog } from './assign-dialog.js';

type Asked = 'accept' | 'reject' | 'assign' | 'retire';

/** Accept or reject, edit and assign; retire what is in force. */
export function ProposalCommands({ proposal, onEdit }: { proposal: Proposal; onEdit: () => void }) {
  const [asked, setAsked] = useState<Asked>();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const close = () => setAsked(undefined);
  const open = isOpen(proposal);
  const may = allows(session, 'proposals:write');
  const isDone = proposal.state === 'rejected' || proposal.state === 'retired';
  const isAccepted = proposal.state === 'accepted';
  const retire = useCommand((reason: string) => retireProposal(proposal.id, reason), {
    done: () => 'Retired.',
    refresh: ['proposals', 'learning', 'timeline', 'status'],
  });
  usePageKeys({
    a: () => may && open && setAsked('accept'),
    r: () => may && open && setAsked('reject'),
    e: () => may && (open || isAccepted) && onEdit(),
    u: () => void navigate({ to: '/proposals' }),
  });
  if (isDone) return null;
  return (
    <Permitted scope="proposals:write">
      <Button onPress={() => setAsked('assign')}>{proposal.owner ? 'Assign anew' : 'Assign'}</Button>
      {(open || isAccepted) && <Button onPress={onEdit}>Edit</Button>}
      {open && (
        <Button tone="danger" onPress={() => setAsked('reject')}>
          Reject
        </Button>
      )}
      {open && (
        <Button tone="primary" onPress={() => setAsked('accept')}>
          Accept
        </Button>
      )}
      {(proposal.state === 'applied' || isAccepted) && (
        <Button tone="danger" onPress={() => setAsked('retire')}>
          Retire
        </Button>
      )}
      <DecideDialogs
        proposal={proposal}
        deciding={asked === 'accept' || asked === 'reject' ? asked : undefined}
        onClose={close}
      />
      <AssignDialog proposal={proposal} isOpen={asked === 'assign'} onClose={close} />
      <ReasonDialog
        title="Retire the guard"
        description="It is taken out of force here. Where a team runs it itself, they have to remove it; that is seen then."
        label="Why?"
        help="For example: it cries too often, what it guards is gone, another one does it better."
        confirm="Retire"
        tone="danger"
        isOpen={asked === 'retire'}
        onClose={close}
        onConfirm={retire.mutateAsync}
      />
    </Permitted>
  );
}
