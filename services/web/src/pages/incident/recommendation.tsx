import type { IncidentDetail } from '@hormesis/api';
import { useState } from 'react';
import { approveAction } from '../../api/commands.js';
import { actionText } from '../../format/action-text.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Permitted } from '../../ui/permission.js';
import { ErrorState } from '../../ui/states.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './recommendation.module.css';

/** What the guardian would do but leaves to a person, with a button that does it. */
export function Recommendation({ incident }: { incident: IncidentDetail }) {
  const action =
    incident.phase === 'resolved' ? undefined : incident.actions.find(({ state }) => state === 'recommended');
  const [asking, setAsking] = useState(false);
  const approve = useCommand((id: string) => approveAction(incident.id, id), {
    done: () => 'Approved: the guardian carries it out.',
    refresh: ['incidents', 'timeline', 'flags', 'deployments', 'changes'],
  });
  if (!action) return null;
  const order = actionText(action.target);
  return (
    <section className={styles.callout} aria-label="Recommended action">
      <div>
        <h2>{order}</h2>
        <p className={styles.reason}>
          {action.reason ?? 'The guardian recommends it and waits for a person.'}
        </p>
      </div>
      <Permitted scope="incidents:write">
        <Button tone="primary" onPress={() => setAsking(true)}>
          Approve
        </Button>
      </Permitted>
      <Dialog title="Approve the action?" isOpen={asking} onClose={() => setAsking(false)}>
        <p>
          <strong>{order}</strong>
        </p>
        <p className={styles.reason}>{consequence(action.target.kind)}</p>
        {approve.error && <ErrorState error={approve.error} />}
        <div className={styles.buttons}>
          <Button onPress={() => setAsking(false)}>Cancel</Button>
          <Button
            tone="primary"
            isDisabled={approve.isPending}
            onPress={() => approve.mutate(action.id, { onSuccess: () => setAsking(false) })}
          >
            {approve.isPending ? 'Sending…' : order}
          </Button>
        </div>
      </Dialog>
    </section>
  );
}

function consequence(kind: unknown): string {
  if (kind === 'kill')
    return 'Every user gets the code’s default at once. The flag stays off until somebody turns it on again.';
  if (kind === 'rollback')
    return 'The earlier version is deployed again. Data that the new version wrote, and its configuration, stay.';
  return 'The guardian asks the executor that is set up for it.';
}
