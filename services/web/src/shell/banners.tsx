import { useQuery } from '@tanstack/react-query';
import { statusQuery } from '../api/resources.js';
import { useLive } from '../live/live-context.js';
import { useNow } from '../live/use-now.js';
import { laggingText, staleText } from './banner-texts.js';
import styles from './banners.module.css';

/** What the reader must know before trusting the page: no live feed, or data that lags behind the log. */
export function Banners() {
  const live = useLive();
  const now = useNow();
  const { data: status } = useQuery(statusQuery);
  const lastEventAt = live.lastEventAt ?? (status?.lastEventAt ? Date.parse(status.lastEventAt) : null);
  const texts = [
    staleText(live.lostSince, lastEventAt, now),
    status ? laggingText(status.projections) : undefined,
  ];
  return (
    <div role="status" className={styles.banners}>
      {texts.map(
        (text) =>
          text && (
            <p key={text.slice(0, 12)} className={styles.banner}>
              {text}
            </p>
          ),
      )}
    </div>
  );
}
