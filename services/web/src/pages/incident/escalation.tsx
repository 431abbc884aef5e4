import type { IncidentDetail, TimelineEntry } from '@hormesis/api';
import { actionText } from '../../format/action-text.js';
import { Ago } from '../../ui/time.js';
import { escalationOf } from './action-steps.js';
import styles from './escalation.module.css';

/** That what the guardian did has not helped, and what it would try next. */
export function Escalation({
  incident,
  entries,
}: {
  incident: IncidentDetail;
  entries: readonly TimelineEntry[];
}) {
  const told = incident.phase === 'resolved' ? undefined : escalationOf(entries);
  if (!told) return null;
  const next = incident.actions.find(({ id }) => id === told.next);
  return (
    <section className={styles.callout} aria-label="Escalated">
      <h2>
        A person is needed: it did not help{' '}
        <span className={styles.ago}>
          (<Ago at={told.at} />)
        </span>
      </h2>
      {told.reason && <p>{told.reason}</p>}
      {next && <p>{`What could be tried next: ${lowerFirst(actionText(next.target))}.`}</p>}
    </section>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
