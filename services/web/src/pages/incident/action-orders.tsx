import type { IncidentAction } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ActionOrder, orderAction } from '../../api/commands.js';
import { allows, sessionQuery } from '../../api/session.js';
import { actionText } from '../../format/action-text.js';
import { Button } from '../../ui/button.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './actions.module.css';
import { ordersFor } from './orders-for.js';

const texts: Record<ActionOrder, { word: string; description: string; done: string }> = {
  stop: {
    word: 'Stop',
    description: 'It is not begun; what was done all the same is undone at once.',
    done: 'Stopped.',
  },
  undo: {
    word: 'Undo',
    description:
      'Users get again what they got before it: the flag on, the ramp going on, the version deployed. While the incident is not over, this also says that the action was wrong.',
    done: 'It is being undone.',
  },
  confirm: {
    word: 'Was right',
    description: 'The verdict counts for the rule: that is how the guardian earns its next rung.',
    done: 'Judged right.',
  },
  reject: {
    word: 'Was wrong',
    description:
      'The verdict counts against the rule, and may cost it its rung. A recommendation that was wrong is not carried out later.',
    done: 'Judged wrong.',
  },
};

/** What a person can order about an action, each with a reason. */
export function ActionOrders({ action }: { action: IncidentAction }) {
  const [order, setOrder] = useState<ActionOrder>();
  const send = useCommand((reason: string) => orderAction(action.id, order ?? 'confirm', reason), {
    done: () => texts[order ?? 'confirm'].done,
    refresh: ['incidents', 'timeline', 'flags', 'ramps', 'deployments', 'policy'],
  });
  const { data: session } = useQuery(sessionQuery);
  const what = actionText(action.target);
  if (!allows(session, 'incidents:write')) return null;
  return (
    <>
      <div className={styles.orders}>
        {ordersFor(action).map((one) => (
          <Button
            key={one}
            tone={one === 'undo' || one === 'stop' ? 'danger' : 'plain'}
            aria-label={`${texts[one].word}: ${what}`}
            onPress={() => setOrder(one)}
          >
            {texts[one].word}
          </Button>
        ))}
      </div>
      {order && (
        <ReasonDialog
          title={`${texts[order].word}: ${what}`}
          description={texts[order].description}
          label="Why?"
          confirm={texts[order].word}
          tone={order === 'undo' || order === 'stop' ? 'danger' : 'primary'}
          isOpen
          onClose={() => setOrder(undefined)}
          onConfirm={send.mutateAsync}
        />
      )}
    </>
  );
}
