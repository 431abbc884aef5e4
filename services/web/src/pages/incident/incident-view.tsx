import type { IncidentDetail } from '@hormesis/api';
import { timelineList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { clock } from '../../format/clock.js';
import { useNow } from '../../live/use-now.js';
import { PhaseBadge, SeverityBadge } from '../../ui/badge.js';
import { Page, Section } from '../../ui/page.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { ErrorState } from '../../ui/states.js';
import { Actions } from './actions.js';
import { Candidates } from './candidates.js';
import { Escalation } from './escalation.js';
import { IncidentCase } from './incident-case.js';
import { IncidentCommands } from './incident-commands.js';
import { IncidentTimeline } from './incident-timeline.js';
import styles from './incident-view.module.css';
import { Milestones } from './milestones.js';
import { Recommendation } from './recommendation.js';
import { WatchedSuspect } from './watched-suspect.js';

type ViewProps = { incident: IncidentDetail; refreshError: unknown; onRetry: () => void };

export function IncidentView({ incident, refreshError, onRetry }: ViewProps) {
  const entries = useList(timelineList({ incident: incident.id })).data ?? [];
  const where = [incident.service, incident.environment].filter(Boolean).join(' in ');
  return (
    <Page
      title={`${incident.title} (${incident.id})`}
      heading={incident.title}
      lead={
        <div className={styles.lead}>
          <SeverityBadge severity={incident.severity} />
          <PhaseBadge phase={incident.phase} />
          <StaleBadge since={incident.staleSince} />
          <span>{where}</span>
          <code>{incident.id}</code>
          <Running incident={incident} />
          {incident.acknowledgedBy && <span>{`taken by ${incident.acknowledgedBy}`}</span>}
        </div>
      }
      actions={<IncidentCommands incident={incident} />}
    >
      {refreshError ? <ErrorState error={refreshError} onRetry={onRetry} /> : null}
      <Escalation incident={incident} entries={entries} />
      <Recommendation incident={incident} />
      <Milestones incident={incident} />
      {incident.resolution && <p className={styles.resolution}>{`Resolution: ${incident.resolution}`}</p>}
      <div className={styles.halves}>
        <Section
          title="Attributed to"
          aside={incident.attributionMethod && `method: ${incident.attributionMethod}`}
        >
          <Candidates incident={incident} entries={entries} />
        </Section>
        <Section title="Actions">
          <Actions actions={incident.actions} entries={entries} />
        </Section>
      </div>
      <WatchedSuspect incident={incident} />
      <Section title="Timeline" aside="all times in UTC">
        <IncidentTimeline incident={incident} />
      </Section>
      <IncidentCase incident={incident} />
    </Page>
  );
}

function Running({ incident }: { incident: IncidentDetail }) {
  const now = useNow();
  const end = incident.resolvedAt === null ? now : Date.parse(incident.resolvedAt);
  return (
    <span className={styles.running}>
      {incident.resolvedAt === null ? 'running ' : 'lasted '}
      <strong>{clock(end - Date.parse(incident.detectedAt))}</strong>
    </span>
  );
}
