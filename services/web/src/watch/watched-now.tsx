import type { IncidentSummary, Watch } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../live/use-now.js';
import { Section } from '../ui/page.js';
import { incidentOf } from './concerns-change.js';
import styles from './watch.module.css';
import { WatchCard } from './watch-card.js';
import { isCompared, stateOf } from './watch-words.js';
import { watchesQuery } from './watches-query.js';

const freshMs = 15 * 60_000;
const most = 4;

/** The changes that users got in the last minutes, and how they fare; those that fare worse come first. */
export function WatchedNow({ incidents }: { incidents: readonly IncidentSummary[] }) {
  const now = useNow();
  const { data } = useQuery(watchesQuery());
  const shown = (data?.items ?? [])
    .filter(({ change, points }) => points.length > 1 && now - Date.parse(change.at) < freshMs)
    .filter((watch) => isCompared(watch) || (watch.alarmedAt !== null && watch.endedAt === null))
    .sort((a, b) => rankOf(a) - rankOf(b) || Date.parse(b.change.at) - Date.parse(a.change.at))
    .slice(0, most);
  if (!data || shown.length === 0) return null;
  return (
    <Section title="Watched now">
      <div className={styles.cards}>
        {shown.map((watch) => (
          <WatchCard
            key={`${watch.change.eventId} ${watch.service} ${watch.metric}`}
            watch={watch}
            incident={incidentOf(watch, incidents)}
          />
        ))}
      </div>
      <p className={styles.quiet}>
        {`The band holds the true difference, but for ${Math.round(data.bandChance * 100)} in 100 changes. `}
        {`False alarms that the team can live with: ${data.budget}.`}
      </p>
    </Section>
  );
}

function rankOf(watch: Watch): number {
  return watch.alarmedAt !== null || stateOf(watch) === 'worse' ? 0 : 1;
}
