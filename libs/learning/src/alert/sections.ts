import { measuredOnset } from '../case/measured-onset.js';
import { endOf, type SignalWindow } from '../case/signal-window.js';
import type { Lesson } from '../lesson.js';
import { askedFor, type Signal } from './promql-text.js';
import type { Steps } from './run-rule.js';
import { type SignalRecord, signalRecord, stepFor, timeOf } from './signal-record.js';

/** What a rule is fitted on: the incident with the normal before it, and healthy changes of the service. */
export type Sections = {
  incident: SignalRecord;
  /** Normal parts, in order; the last is the hour before the onset. */
  quiet: readonly Steps[];
  /** The last quiet part and the incident; what is measured after it is not looked at. */
  looked: Steps;
  healthy: readonly { eventId: string; at: string; record: SignalRecord }[];
  /** Windows of the signal before and during the incident. */
  windows: { before: number; during: number };
};

/** What there must be at least to know the normal, and to see the incident. */
export const fewest = { before: 5, during: 3 };
const lookBackMs = 60 * 60_000;
const mostHealthy = 3;

export type SectionsOptions = {
  /** Windows that there must be during the incident. */
  fewestDuring?: number;
  /** Windows of earlier days, and the stretches of them that were normal, milliseconds since 1970. */
  history?: { windows: readonly SignalWindow[]; quiet: readonly Steps[] };
  /** No shorter step than that, milliseconds. */
  longStepMs?: number;
};

/** Records for the signal, or what is missing for them. */
export function sectionsOf(
  { incident, healthy }: Lesson,
  signal: Signal,
  { fewestDuring = fewest.during, history, longStepMs = 0 }: SectionsOptions = {},
): Sections | { because: string } {
  const { metric } = signal.measure;
  const onset = measuredOnset(incident);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const own = incident.windows.filter(
    (window) =>
      window.metric === metric && endOf(window) > onset - lookBackMs && Date.parse(window.start) < end,
  );
  const before = own.filter((window) => endOf(window) <= onset);
  const during = own.filter((window) => endOf(window) > onset);
  if (own.length === 0) return { because: `No signal windows of ${metric} are on record around it.` };
  const known = new Set(before.map(({ start }) => start)).size;
  if (known < fewest.before) {
    return {
      because: `Only ${known} windows of ${metric} are on record before the onset; at least ${fewest.before} are needed to know the normal.`,
    };
  }
  const seen = new Set(during.map(({ start }) => start)).size;
  if (seen < fewestDuring) {
    return {
      because: `Only ${seen} windows of ${metric} are on record during the incident; at least ${fewestDuring} are needed.`,
    };
  }
  const stepMs = Math.max(longStepMs, stepFor(own));
  const untilMs = Number.isFinite(end) ? end : Math.max(...own.map(endOf));
  const asked = { ...askedFor(signal), stepMs };
  const earlier = history?.windows.filter((window) => window.metric === metric) ?? [];
  const record = signalRecord([...earlier, ...own], { ...asked, untilMs });
  const first = indexAt(record, Math.min(...own.map(({ start }) => Date.parse(start))));
  const inSteps = ({ from, to }: Steps) => ({ from: indexAt(record, from), to: indexAt(record, to) });
  const last = { from: first, to: indexAt(record, Math.max(...before.map(endOf))) };
  return {
    incident: record,
    quiet: [...(history?.quiet.map(inSteps) ?? []), last],
    looked: { from: first, to: record.length - 1 },
    healthy: healthyRecords(healthy, metric, asked),
    windows: { before: before.length, during: during.length },
  };
}

function healthyRecords(
  healthy: Lesson['healthy'],
  metric: string,
  asked: Parameters<typeof signalRecord>[1],
): Sections['healthy'] {
  return healthy
    .map(({ eventId, at, windows }) => ({
      eventId,
      at,
      windows: windows.filter((window) => window.metric === metric),
    }))
    .filter(({ windows }) => windows.length >= fewest.before)
    .slice(0, mostHealthy)
    .map(({ eventId, at, windows }) => ({ eventId, at, record: signalRecord(windows, asked) }));
}

/** The last step at or before a moment. */
export function indexAt(record: SignalRecord, ms: number): number {
  const index = Math.floor((ms - timeOf(record, 0)) / record.stepMs);
  return Math.max(0, Math.min(index, record.length - 1));
}
