import type { SignalWindow } from '../case/signal-window.js';
import { endOf } from '../case/signal-window.js';
import type { Lesson } from '../lesson.js';
import { askedFor, type Signal } from './promql-text.js';
import { type SignalRecord, signalRecord, stepFor, timeOf } from './signal-record.js';

/** What a rule is fitted on: the incident with the normal before it, and healthy changes of the service. */
export type Sections = {
  incident: SignalRecord;
  /** The first and the last step of the normal part. */
  quiet: { from: number; to: number };
  /** The last step of the incident; what is measured after it is not looked at. */
  last: number;
  healthy: readonly { eventId: string; at: string; record: SignalRecord }[];
  /** Windows of the signal before and during the incident. */
  windows: { before: number; during: number };
};

/** What there must be at least to know the normal, and to see the incident. */
export const fewest = { before: 5, during: 3 };
const lookBackMs = 60 * 60_000;
const mostHealthy = 3;

/** Records for the signal, or what is missing for them. */
export function sectionsOf(
  { incident, healthy }: Lesson,
  signal: Signal,
  { during: fewestDuring = fewest.during, history = [] as readonly SignalWindow[] } = {},
): Sections | { because: string } {
  const { metric } = signal.measure;
  const onset = Date.parse(incident.onset);
  const end = incident.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const own = incident.windows.filter(
    (window) =>
      window.metric === metric && endOf(window) > onset - lookBackMs && Date.parse(window.start) < end,
  );
  const before = own.filter((window) => endOf(window) <= onset);
  const during = own.filter((window) => endOf(window) > onset);
  if (own.length === 0) return { because: `No signal windows of ${metric} are on record around it.` };
  const starts = new Set(before.map(({ start }) => start));
  if (starts.size < fewest.before) {
    return {
      because: `Only ${starts.size} windows of ${metric} are on record before the onset; at least ${fewest.before} are needed to know the normal.`,
    };
  }
  if (new Set(during.map(({ start }) => start)).size < fewestDuring) {
    return {
      because: `Only ${during.length} windows of ${metric} are on record during the incident; at least ${fewestDuring} are needed.`,
    };
  }
  const stepMs = stepFor(own);
  const asked = { ...askedFor(signal), stepMs };
  const earlier = history.filter((window) => window.metric === metric && endOf(window) <= onset - lookBackMs);
  const record = signalRecord([...earlier, ...own], asked);
  const firstOwn = Math.min(...own.map(({ start }) => Date.parse(start)));
  return {
    incident: record,
    quiet: { from: indexAt(record, firstOwn), to: indexAt(record, Math.max(...before.map(endOf))) },
    last: record.length - 1,
    healthy: healthy
      .map(({ eventId, at, windows }) => ({
        eventId,
        at,
        windows: windows.filter((window) => window.metric === metric),
      }))
      .filter(({ windows }) => windows.length >= fewest.before)
      .slice(0, mostHealthy)
      .map(({ eventId, at, windows }) => ({
        eventId,
        at,
        record: signalRecord(windows, { ...asked, stepMs: Math.max(stepMs, stepFor(windows)) }),
      })),
    windows: { before: before.length, during: during.length },
  };
}

/** The last step at or before a moment. */
export function indexAt(record: SignalRecord, ms: number): number {
  const index = Math.floor((ms - timeOf(record, 0)) / record.stepMs);
  return Math.max(0, Math.min(index, record.length - 1));
}
