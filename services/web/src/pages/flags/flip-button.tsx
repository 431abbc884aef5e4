import type { Flag } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { flipFlag } from '../../api/commands.js';
import { allows, sessionQuery } from '../../api/session.js';
import { Button } from '../../ui/button.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useCommand } from '../../ui/use-command.js';

/** Turns a flag on or off, with a reason. A flag known only from others’ events cannot be changed here. */
export function FlipButton({ flag }: { flag: Flag }) {
  const [open, setOpen] = useState(false);
  const { data: session } = useQuery(sessionQuery);
  const on = flag.state === 'ENABLED';
  const flip = useCommand((reason: string) => flipFlag(flag.key, on ? 'DISABLED' : 'ENABLED', reason), {
    done: () => `${flag.key} is ${on ? 'off' : 'on'}.`,
    refresh: ['flags', 'changes', 'timeline', 'status'],
  });
  if (flag.definition === null) return <span>managed elsewhere</span>;
  if (!allows(session, 'flags:write')) return <span>read only</span>;
  const verb = on ? 'Turn off' : 'Turn on';
  return (
    <>
      <Button onPress={() => setOpen(true)} tone={on ? 'danger' : 'plain'} aria-label={`${verb} ${flag.key}`}>
        {verb}
      </Button>
      <ReasonDialog
        title={`${verb} ${flag.key}?`}
        description={
          on
            ? 'Every user gets the code’s default from the next evaluation on.'
            : 'Users get the flag’s variants by its targeting and ramp from the next evaluation on.'
        }
        label="Why?"
        confirm={verb}
        tone={on ? 'danger' : 'primary'}
        isOpen={open}
        onClose={() => setOpen(false)}
        onConfirm={flip.mutateAsync}
      />
    </>
  );
}
