import type { IncidentDetail } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { Section } from '../../ui/page.js';
import { concernsChange } from '../../watch/concerns-change.js';
import styles from '../../watch/watch.module.css';
import { WatchCard } from '../../watch/watch-card.js';
import { watchesQuery } from '../../watch/watches-query.js';

/** How those who have the suspected change fare beside the others, live, while that is measured. */
export function WatchedSuspect({ incident }: { incident: IncidentDetail }) {
  const suspect = incident.attributedTo?.change;
  const { data } = useQuery({
    ...watchesQuery({ service: incident.service ?? undefined }),
    enabled: suspect != null && incident.phase !== 'resolved',
  });
  const shown = (data?.items ?? []).filter(
    (watch) => watch.points.length > 1 && suspect && concernsChange(watch, suspect),
  );
  if (!suspect || shown.length === 0) return null;
  return (
    <Section title="The suspected change, live" aside={data && `false alarms budgeted: ${data.budget}`}>
      <div className={styles.cards}>
        {shown.map((watch) => (
          <WatchCard key={`${watch.service} ${watch.metric}`} watch={watch} />
        ))}
      </div>
    </Section>
  );
}
