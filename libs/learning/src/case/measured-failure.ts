import type { Failure } from './failure-of.js';
import type { IncidentCase } from './incident-case.js';
import { type Bucket, bucketsOf, measuredOnset, silentBelow } from './measured-onset.js';
import { countsOf, type Measure, shareOf, slowMeasure } from './signal-measure.js';
import { endOf, type SignalWindow } from './signal-window.js';

/** Without a request for so long, where there were many, it is a silence. */
const silentForMs = 30_000;
const expectedInSilence = 20;
/** The least that tells: more bad, or more slow, requests than usual, as a share. Clearly bad ones are no silence. */
const tells = { bad: 0.005, clearlyBad: 0.05, slow: 0.05 };
/** Where requests fail, some are slow too; only many times as many slow ones make it a matter of latency. */
const mainlySlow = 8;

/** How it failed by what was measured; nothing where that does not tell. */
export function measuredFailure(incident: IncidentCase): Failure | undefined {
  const onset = measuredOnset(incident);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const before = incident.windows.filter((window) => endOf(window) <= onset);
  const during = incident.windows.filter((window) => endOf(window) > onset && Date.parse(window.start) < end);
  if (before.length < 5) return undefined;
  const bad = more(before, during, (metric) => ({ kind: 'bad', metric }));
  if (bad < tells.clearlyBad && isSilent(bucketsOf(incident), { onset, end })) {
    return { failure: 'silence', because: 'Requests stopped coming, by what was measured.' };
  }
  const slow = slowMeasure(incident, incident.anomaly?.data.metric ?? '');
  const slower = slow ? more(before, during, () => slow) : 0;
  if (slower >= tells.slow && slower >= mainlySlow * bad) {
    return {
      failure: 'latency',
      because: 'Requests got slow, by what was measured, and few of them failed.',
    };
  }
  if (bad >= tells.bad) {
    return { failure: 'errors', because: 'More requests were bad than usual, by what was measured.' };
  }
  return undefined;
}

/** By how much the share of bad requests grew, in the metric and the cohort in which it grew most. */
function more(
  before: readonly SignalWindow[],
  during: readonly SignalWindow[],
  measureOf: (metric: string) => Measure,
): number {
  const metrics = [...new Set(during.map(({ metric }) => metric))];
  const grown = metrics.flatMap((metric) => {
    const measure = measureOf(metric);
    const usual = shareOf(
      before.filter((window) => window.metric === measure.metric),
      measure,
    );
    const own = during.filter((window) => window.metric === measure.metric);
    return [...new Set(own.map(({ cohort }) => cohort))].flatMap((cohort) => {
      const part = own.filter((window) => window.cohort === cohort);
      const total = part.reduce((sum, window) => sum + countsOf(window, measure).total, 0);
      const share = shareOf(part, measure);
      return total >= expectedInSilence && share >= 2 * usual ? [share - usual] : [];
    });
  });
  return Math.max(0, ...grown);
}

/**
 * Hardly a request for a while, where there were many. A gap at the end counts only if it is most of the incident: the
 * last windows may not have come yet.
 */
function isSilent(buckets: readonly Bucket[], { onset, end }: { onset: number; end: number }): boolean {
  const before = buckets.filter((bucket) => bucket.end <= onset);
  const during = buckets.filter((bucket) => bucket.end > onset && bucket.start < end);
  const lastedMs = onset - Math.min(onset, ...before.map(({ start }) => start));
  const usual = before.reduce((sum, { total }) => sum + total, 0) / Math.max(1, lastedMs);
  const heard = during
    .filter((bucket) => bucket.total >= usual * silentBelow * (bucket.end - bucket.start))
    .filter(({ total }) => total > 0)
    .flatMap((bucket) => [bucket.start, bucket.end])
    .sort((a, b) => a - b);
  const until = Number.isFinite(end) ? end : Math.max(onset, ...during.map((bucket) => bucket.end));
  const gaps = heard.map((moment, n) => (n % 2 === 0 ? moment - (heard[n - 1] ?? onset) : 0));
  const atTheEnd = until - (heard.at(-1) ?? onset);
  const longest = Math.max(0, ...gaps, atTheEnd * 2 > until - onset ? atTheEnd : 0);
  const windowMs = Math.max(...before.map(({ start, end }) => end - start));
  return longest >= Math.max(silentForMs, 2 * windowMs) && usual * longest >= expectedInSilence;
}
