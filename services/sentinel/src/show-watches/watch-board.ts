import type { Change } from '@hormesis/change';
import type { WindowLine } from '@hormesis/statistics';
import { WatchedSeries } from './watched-series.js';

export type BoardEntry = {
  service: string;
  environment: string;
  metric: string;
  /** What the change is called in cohorts. */
  id: string;
  series: WatchedSeries;
  /** Its latest step, once it is known. */
  change?: Change;
  /** When nobody had it any more, or it had become what is normal; milliseconds. */
  endedAt?: number;
};

const most = 500;
/** So long what has ended is still shown, milliseconds. */
const shownAfterMs = 10 * 60_000;

/** What people are shown of the watched changes: how each fares beside those who do not have it. */
export class WatchBoard {
  private readonly entries = new Map<string, BoardEntry>();

  /** A window that counts whom a change reaches opens its entry; those of the control go to all of the place. */
  take(
    { t, service, environment = '', metric, cohort, total, bad }: WindowLine,
    lengthMs: number,
    stepOf: (id: string) => Change | undefined,
  ): void {
    if (cohort === 'control') {
      for (const entry of this.entries.values()) {
        const isHere =
          entry.service === service && entry.environment === environment && entry.metric === metric;
        if (isHere && entry.endedAt === undefined) entry.series.take(t, lengthMs, 'control', { total, bad });
      }
    } else if (cohort !== 'all') {
      for (const id of cohort.split('+')) {
        const entry = this.entryOf({ service, environment, metric, id });
        const change = stepOf(id);
        if (change) entry.change = change;
        entry.series.take(t, lengthMs, 'exposed', { total, bad });
      }
    }
  }

  /** Nobody has it any more: it is shown for some minutes as it was last. */
  end(id: string, at: number): void {
    for (const entry of this.entries.values()) if (entry.id === id) entry.endedAt ??= at;
  }

  all(now: number): readonly BoardEntry[] {
    for (const [key, { endedAt = now }] of this.entries)
      if (now - endedAt > shownAfterMs) this.entries.delete(key);
    return [...this.entries.values()];
  }

  private entryOf(of: Pick<BoardEntry, 'service' | 'environment' | 'metric' | 'id'>): BoardEntry {
    const key = JSON.stringify([of.environment, of.service, of.metric, of.id]);
    const known = this.entries.get(key);
    if (known) return known;
    const [oldest] = this.entries.keys();
    if (this.entries.size >= most && oldest !== undefined) this.entries.delete(oldest);
    const made = { ...of, series: new WatchedSeries() };
    this.entries.set(key, made);
    return made;
  }
}
