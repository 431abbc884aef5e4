import type { WindowLine } from '@hormesis/statistics';
import { WatchedSeries } from './watched-series.js';

export type BoardEntry = {
  service: string;
  environment: string;
  metric: string;
  change: string;
  series: WatchedSeries;
};

const most = 500;

/** What people are shown of the watched changes: how each fares beside those who do not have it. */
export class WatchBoard {
  private readonly entries = new Map<string, BoardEntry>();

  /** A window that counts whom a change reaches opens its entry; those of the control go to all of the place. */
  take({ t, service, environment = '', metric, cohort, total, bad }: WindowLine): void {
    if (cohort === 'control') {
      for (const entry of this.entries.values()) {
        if (entry.service === service && entry.environment === environment && entry.metric === metric)
          entry.series.take(t, 'control', { total, bad });
      }
    } else if (cohort !== 'all') {
      for (const change of cohort.split('+'))
        this.entryOf({ service, environment, metric, change }).series.take(t, 'exposed', { total, bad });
    }
  }

  /** Drops the change: nobody has it any more, or it has become what is normal. */
  forget(change: string): void {
    for (const [key, entry] of this.entries) if (entry.change === change) this.entries.delete(key);
  }

  all(): readonly BoardEntry[] {
    return [...this.entries.values()];
  }

  private entryOf(of: Omit<BoardEntry, 'series'>): BoardEntry {
    const key = JSON.stringify([of.environment, of.service, of.metric, of.change]);
    const known = this.entries.get(key);
    if (known) return known;
    const [oldest] = this.entries.keys();
    if (this.entries.size >= most && oldest !== undefined) this.entries.delete(oldest);
    const made = { ...of, series: new WatchedSeries() };
    this.entries.set(key, made);
    return made;
  }
}
