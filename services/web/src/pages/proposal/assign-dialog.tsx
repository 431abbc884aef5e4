import type { Proposal } from '@hormesis/api';
import { useState } from 'react';
import { assignProposal } from '../../api/learning-commands.js';
import { CommandForm } from '../../ui/command-form.js';
import { Dialog } from '../../ui/dialog.js';
import { FieldRow, TextInput } from '../../ui/fields.js';
import { useCommand } from '../../ui/use-command.js';

type Props = { proposal: Proposal; isOpen: boolean; onClose: () => void };

/** Says who sees to the proposal, and until when. */
export function AssignDialog({ proposal, isOpen, onClose }: Props) {
  return (
    <Dialog title="Assign the proposal" isOpen={isOpen} onClose={onClose}>
      <Fields proposal={proposal} onClose={onClose} />
    </Dialog>
  );
}

function Fields({ proposal, onClose }: Omit<Props, 'isOpen'>) {
  const [owner, setOwner] = useState(proposal.owner ?? '');
  const [due, setDue] = useState(proposal.due?.slice(0, 16) ?? '');
  const [tried, setTried] = useState(false);
  const send = useCommand((body: Parameters<typeof assignProposal>[1]) => assignProposal(proposal.id, body), {
    done: (sent) => `Assigned to ${sent.owner}.`,
    refresh: ['proposals', 'learning', 'timeline'],
  });
  const isMissing = tried && owner.trim() === '';
  return (
    <CommandForm
      confirm="Assign it"
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (owner.trim() === '') return undefined;
        return send.mutateAsync({
          owner: owner.trim(),
          ...(due === '' ? {} : { due: new Date(`${due}Z`).toISOString() }),
        });
      }}
    >
      <p>The weekly report reminds of what is due, by owner.</p>
      <FieldRow>
        <TextInput
          label="Owner"
          value={owner}
          onChange={setOwner}
          help="A team or a person, as you call them."
          wrong={isMissing ? 'Say who.' : undefined}
          autoFocus
        />
        <TextInput label="Due (UTC)" type="datetime-local" optional value={due} onChange={setDue} />
      </FieldRow>
    </CommandForm>
  );
}
