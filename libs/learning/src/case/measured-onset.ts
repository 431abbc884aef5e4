import type { IncidentCase } from './incident-case.js';
import { endOf, type SignalWindow } from './signal-window.js';

/** Somebody who reports an incident says when he noticed. Further back than that no onset is looked for. */
const furthestMs = 30 * 60_000;
/** Fewer requests than this part of the usual are a silence. */
export const silentBelow = 0.05;
/** Bad requests must be so many times the usual share to belong to the incident. */
const clearly = 2;

export type Bucket = { end: number; start: number; total: number; bad: number };

/**
 * When the incident began by what was measured, milliseconds since 1970: never later than its stated onset, and earlier
 * if requests were bad, or missing, already when somebody said that it began.
 */
export function measuredOnset(incident: IncidentCase): number {
  const stated = Date.parse(incident.onset);
  const buckets = bucketsOf(incident);
  const before = buckets.filter(({ end }) => end <= stated);
  if (before.length < 5) return stated;
  const traffic = median(before.map(({ total }) => total));
  const share = median(before.filter(({ total }) => total > 0).map(({ bad, total }) => bad / total));
  const during = buckets.filter(({ end }) => end > stated);
  const sum = (of: (bucket: Bucket) => number) => during.reduce((all, bucket) => all + of(bucket), 0);
  const now =
    sum(({ bad }) => bad) /
    Math.max(
      1,
      sum(({ total }) => total),
    );
  const limit = Math.sqrt(Math.max(share, now / 100) * now);
  const stoodOut = now > 0 && now >= clearly * share;
  const isBad = ({ total, bad }: Bucket) => stoodOut && total > 0 && bad / total >= limit;
  const isSilent = ({ total }: Bucket) => traffic > 0 && total < traffic * silentBelow;
  return Math.min(begunBy(before, isBad, stated), begunBy(before, isSilent, stated));
}

/** Where the run of such buckets begins that reaches up to the stated onset. */
function begunBy(before: readonly Bucket[], belongs: (bucket: Bucket) => boolean, stated: number): number {
  const isIn = (bucket: Bucket) => bucket.start >= stated - furthestMs && belongs(bucket);
  const first = before.findLastIndex((bucket) => !isIn(bucket)) + 1;
  return before[first]?.start ?? stated;
}

/** All cohorts of the anomaly’s metric together, window by window; of any metric where that one is not measured. */
export function bucketsOf({ windows, anomaly }: IncidentCase): Bucket[] {
  const metric = anomaly?.data.metric;
  const own = windows.filter((window) => window.metric === metric);
  const buckets = new Map<number, Bucket>();
  for (const window of own.length > 0 ? own : windows) {
    const start = Date.parse(window.start);
    const known = buckets.get(start) ?? { start, end: endOf(window), total: 0, bad: 0 };
    buckets.set(start, add(known, window));
  }
  return [...buckets.values()].sort((a, b) => a.start - b.start);
}

function add({ start, end, total, bad }: Bucket, window: SignalWindow): Bucket {
  return { start, end: Math.max(end, endOf(window)), total: total + window.total, bad: bad + window.bad };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
