import type { IncidentAction } from '@hormesis/api';
import { actionText } from '../../format/action-text.js';
import { duration } from '../../format/duration.js';
import { ActionBadge } from '../../ui/badge.js';
import { AtTime } from '../../ui/time.js';
import styles from './actions.module.css';

/** What was recommended, asked for and done, newest first. */
export function Actions({ actions }: { actions: readonly IncidentAction[] }) {
  if (actions.length === 0) return <p className={styles.none}>Nothing was recommended or done.</p>;
  const newestFirst = [...actions].sort((a, b) => Date.parse(b.requestedAt) - Date.parse(a.requestedAt));
  return (
    <ol className={styles.list}>
      {newestFirst.map((action) => (
        <li key={action.id} className={styles.action}>
          <div className={styles.head}>
            <strong>{actionText(action.target)}</strong>
            <ActionBadge state={action.state} />
          </div>
          {action.reason && <p>{action.reason}</p>}
          <p className={styles.small}>
            <AtTime at={action.requestedAt} />
            {action.durationMs !== null && `, took ${duration(action.durationMs)}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
