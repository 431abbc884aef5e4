import type { IncidentSummary } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { actionText } from '../../format/action-text.js';
import { PhaseBadge, SeverityBadge } from '../../ui/badge.js';
import { Section } from '../../ui/page.js';
import { Lasting } from '../../ui/time.js';
import { Suspect } from '../incidents/suspect.js';
import styles from './open-incidents.module.css';

/** What is not over yet, with the most likely cause and what was done. */
export function OpenIncidents({ incidents }: { incidents: readonly IncidentSummary[] }) {
  return (
    <Section title="Open incidents">
      <ul className={styles.list}>
        {incidents.map((incident) => {
          const action = incident.actions.at(-1);
          return (
            <li key={incident.id} className={styles.incident} data-severity={incident.severity}>
              <div className={styles.head}>
                <SeverityBadge severity={incident.severity} />
                <PhaseBadge phase={incident.phase} />
                <span className={styles.lasting}>
                  <Lasting from={incident.detectedAt} to={incident.resolvedAt} />
                </span>
              </div>
              <Link to="/incidents/$id" params={{ id: incident.id }} className={styles.title}>
                {incident.title}
              </Link>
              <dl className={styles.facts}>
                <div>
                  <dt>Where</dt>
                  <dd>{[incident.service, incident.environment].filter(Boolean).join(' in ')}</dd>
                </div>
                <div>
                  <dt>Attributed to</dt>
                  <dd>
                    <Suspect candidate={incident.attributedTo} />
                  </dd>
                </div>
                {action && (
                  <div>
                    <dt>Action</dt>
                    <dd>{`${actionText(action.target)}: ${action.state}`}</dd>
                  </div>
                )}
              </dl>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
