import { useQuery } from '@tanstack/react-query';
import styles from './watch.module.css';
import { WatchCard } from './watch-card.js';
import { watchesQuery } from './watches-query.js';

/** How users with a flag fare beside those without. */
export function WatchesOfFlag({ flag }: { flag: string }) {
  const { data } = useQuery(watchesQuery({ flag }));
  const shown = (data?.items ?? []).filter(({ points }) => points.length > 1);
  if (shown.length === 0) return null;
  return (
    <section aria-label="How its users fare" className={styles.cards}>
      {shown.map((watch) => (
        <WatchCard key={`${watch.service} ${watch.metric}`} watch={watch} />
      ))}
    </section>
  );
}
