import type { IncidentCase } from './incident-case.js';
import { endOf, type SignalWindow } from './signal-window.js';

/** Which requests count as bad: those that failed, or those that took longer than a bound of the histogram. */
export type Measure =
  | { kind: 'bad'; metric: string }
  /** `le` as the histogram writes it, milliseconds. */
  | { kind: 'slow'; metric: string; le: string };

/** Counts of one window by a measure. */
export type Counts = { total: number; bad: number };

/** The most of the normal that may lie above the bound. */
const mostUsual = 0.1;

export function countsOf(window: SignalWindow, measure: Measure): Counts {
  if (measure.kind === 'bad') return { total: window.total, bad: window.bad };
  const { latency } = window;
  if (!latency) return { total: 0, bad: 0 };
  return {
    total: latency.count,
    bad: Math.max(0, latency.count - (latency.le[measure.le] ?? latency.count)),
  };
}

/**
 * What to measure the incident by: the bad requests of its metric, or of the one metric that is recorded; for what got
 * slow the share of requests above the bound at which the incident stands out most.
 */
export function measureOf(incident: IncidentCase, isLatency: boolean): Measure | { because: string } {
  const metric = incident.anomaly?.data.metric;
  if (metric === undefined) return { because: 'No anomaly is on record, so no metric is known.' };
  if (isLatency) {
    const slow = slowMeasure(incident, metric);
    if (slow) return slow;
  }
  const metrics = [...new Set(incident.windows.map((window) => window.metric))].sort();
  if (metrics.includes(metric)) return { kind: 'bad', metric };
  const [only] = metrics;
  if (only !== undefined && metrics.length === 1 && isLatency) return { kind: 'bad', metric: only };
  return { because: `No signal windows of ${metric} are on record around it.` };
}

/** The share of requests above the bound at which an incident stands out most; nothing: no latency is on record. */
export function slowMeasure(incident: IncidentCase, metric: string): Measure | undefined {
  const withLatency = incident.windows.filter(({ latency }) => latency && latency.count > 0);
  const own = withLatency.filter((window) => window.metric === metric);
  const [first] = own.length > 0 ? own : withLatency;
  if (!first?.latency) return undefined;
  const windows = withLatency.filter((window) => window.metric === first.metric);
  const onset = Date.parse(incident.onset);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const before = windows.filter((window) => endOf(window) <= onset);
  const during = windows.filter((window) => endOf(window) > onset && Date.parse(window.start) < end);
  const bounds = Object.keys(first.latency.le).filter((le) => Number.isFinite(Number(le)));
  const standingOut = bounds
    .map((le) => {
      const measure: Measure = { kind: 'slow', metric: first.metric, le };
      return { measure, usual: shareOf(before, measure), now: shareOf(during, measure) };
    })
    .filter(({ usual, now }) => usual <= mostUsual && now > usual)
    .sort((a, b) => b.now - b.usual - (a.now - a.usual) || Number(a.measure.le) - Number(b.measure.le));
  return standingOut[0]?.measure;
}

/** The share of bad requests over all windows; 0 without any request. */
export function shareOf(windows: readonly SignalWindow[], measure: Measure): number {
  const sum = windows.reduce(
    (before, window) => {
      const { total, bad } = countsOf(window, measure);
      return { total: before.total + total, bad: before.bad + bad };
    },
    { total: 0, bad: 0 },
  );
  return sum.total === 0 ? 0 : sum.bad / sum.total;
}
