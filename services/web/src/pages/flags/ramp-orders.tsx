import type { Ramp } from '@hormesis/api';
import { useState } from 'react';
import { controlRamp, type RampOrder } from '../../api/ramp-commands.js';
import { Button } from '../../ui/button.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './ramp.module.css';

type Choice = RampOrder | 'keep';

const texts: Record<Choice, { word: string; description: string; done: string }> = {
  pause: {
    word: 'Pause',
    description: 'The ramp stays at its step until a person resumes it. Who has the variant keeps it.',
    done: 'The ramp is paused.',
  },
  resume: {
    word: 'Resume',
    description: 'The ramp goes on; its step is watched anew for its whole time.',
    done: 'The ramp goes on.',
  },
  abort: {
    word: 'Abort',
    description: 'The ramp is given up, and the share returns to what it was before it.',
    done: 'The ramp is given up.',
  },
  keep: {
    word: 'Stop here',
    description: 'The ramp is given up, and the share stays as it is now.',
    done: 'The ramp is given up; the share stays.',
  },
};

/** Pause, resume or give up a ramp, each with a reason. */
export function RampOrders({ ramp }: { ramp: Ramp }) {
  const [choice, setChoice] = useState<Choice>();
  const send = useCommand(
    (reason: string) =>
      choice === 'keep'
        ? controlRamp(ramp.key, 'abort', reason, { keep: true })
        : controlRamp(ramp.key, choice ?? 'pause', reason),
    { done: () => texts[choice ?? 'pause'].done, refresh: ['ramps', 'flags', 'changes', 'timeline'] },
  );
  if (ramp.phase !== 'running' && ramp.phase !== 'paused') return null;
  const waits = ramp.phase === 'paused' && ramp.pause?.cause !== 'no-data';
  const choices: Choice[] = [waits ? 'resume' : 'pause', 'keep', 'abort'];
  return (
    <div className={styles.orders}>
      {choices.map((one) => (
        <Button
          key={one}
          tone={one === 'abort' ? 'danger' : 'plain'}
          aria-label={`${texts[one].word}: ramp of ${ramp.key}`}
          onPress={() => setChoice(one)}
        >
          {texts[one].word}
        </Button>
      ))}
      {choice && (
        <ReasonDialog
          title={`${texts[choice].word}: ramp of ${ramp.key}`}
          description={texts[choice].description}
          label="Why?"
          required={false}
          confirm={texts[choice].word}
          tone={choice === 'abort' ? 'danger' : 'primary'}
          isOpen
          onClose={() => setChoice(undefined)}
          onConfirm={send.mutateAsync}
        />
      )}
    </div>
  );
}
