import { type Recovery, recovery, takeRecovery, verdictOf, type WindowLine } from '@hormesis/statistics';
import type { Normal } from './normal.js';

/** An anomaly that stands. What it was before, and how much worse it got, is what recovery is measured against. */
export type Episode = {
  subject: string;
  service: string;
  environment: string;
  metric: string;
  /** Of the event that stated it. */
  eventId: string;
  /** The change whose users fared worse; once nobody has it any more everybody counts. */
  changeId: string | null;
  before: Normal;
  /** Latency is harmed, and nothing else. */
  isSlow: boolean;
  reverse: Recovery;
  /** Means of the last windows, milliseconds. */
  means: number[];
  /** The slowest that the last windows were on average, milliseconds. */
  slowest: number;
};

const windows = 15;

export function episode(
  of: Pick<Episode, 'subject' | 'service' | 'environment' | 'metric' | 'eventId' | 'changeId' | 'before'>,
  { method, lift, dispersion }: { method: string; lift: number; dispersion: number },
): Episode {
  return {
    ...of,
    isSlow: method.startsWith('latency'),
    reverse: recovery(of.before.ratio, Math.max(1.5, lift), dispersion),
    means: [],
    slowest: 0,
  };
}

/**
 * Takes a window of those who were harmed. Counts are judged by the reverse test, begun anew whenever there is more
 * evidence of harm than of recovery; latency has recovered when it is nearer to what it was than to its worst.
 */
export function takeWindow(state: Episode, line: WindowLine): Episode {
  if (state.isSlow) return takeMean(state, line);
  const { nats, ...counted } = takeRecovery(state.reverse, line.total, line.bad);
  return { ...state, reverse: { ...counted, nats: Math.max(0, nats) } };
}

export function isOver({ isSlow, reverse, before, means, slowest }: Episode): boolean {
  if (!isSlow) return verdictOf(reverse) === 'recovered';
  if (before.meanMs === null || means.length < windows) return false;
  return average(means) <= Math.sqrt(before.meanMs * Math.max(slowest, before.meanMs));
}

function takeMean(state: Episode, { latency }: WindowLine): Episode {
  if (latency?.sumMs === undefined || latency.count === 0) return state;
  const means = [...state.means, latency.sumMs / latency.count].slice(-windows);
  return { ...state, means, slowest: Math.max(state.slowest, average(means)) };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
