import type { CommandAccepted } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allows, sessionQuery } from '../../api/session.js';
import { Button } from '../../ui/button.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useCommand } from '../../ui/use-command.js';

type LiftButtonProps = {
  label: string;
  description: string;
  lift: (reason: string) => Promise<CommandAccepted>;
  done: string;
};

/** Takes back what keeps the guardian from acting, with a reason. */
export function LiftButton({ label, description, lift, done }: LiftButtonProps) {
  const [open, setOpen] = useState(false);
  const { data: session } = useQuery(sessionQuery);
  const send = useCommand(lift, { done: () => done, refresh: ['policy', 'timeline'] });
  if (!allows(session, 'policy:write')) return <span>read only</span>;
  return (
    <>
      <Button onPress={() => setOpen(true)} aria-label={label}>
        Lift
      </Button>
      <ReasonDialog
        title={`${label}?`}
        description={description}
        label="Why?"
        confirm="Lift it"
        isOpen={open}
        onClose={() => setOpen(false)}
        onConfirm={send.mutateAsync}
      />
    </>
  );
}
