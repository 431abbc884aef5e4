import type { Channel, Metric, PodChannel, Side, Signals } from '../signals/channels.js';
import { bySlot, centre, chanceOfFailures, podNoise, timeNoise, valuesIn } from '../signals/level.js';
import { keyOfPod } from '../signals/pods-of.js';
import { mean } from '../signals/robust.js';
import type { Cohorts } from './cohorts.js';
import { overCallers } from './over-callers.js';
import { costOfStarts, type StartsSeen, startLeft, withoutStart, YOUNG_MS } from './start-up.js';

/** By how much pods with a change are worse than those without, at the same times. */
export type Contrast = {
  side: Side;
  other: string;
  metric: Metric;
  /** What pods without it show. */
  usual: number;
  /** In the measure’s own unit: share of errors, natural logarithm of latency, cpu, memory. */
  difference: number;
  /** In standard errors. */
  z: number;
  /** Standard error. */
  error: number;
  /** The last slot in which there were pods of both. */
  latest: number;
};

/** The latest slots tell how it is now. */
const RECENT = 10;
/**
 * Pods with the change against pods of the same service without it, for each measure on each edge: over all of the time,
 * lately, and since the slot of the onset; the worst counts.
 */
export function contrastsOf(
  service: string,
  cohorts: Cohorts,
  signals: Signals,
  onset: number,
  starts: StartsSeen,
): Contrast[] {
  const channels = signals.channels.filter((channel) => channel.service === service);
  return [...channels, ...overCallers(channels)].flatMap(
    (channel) => contrast(channel, cohorts, signals, onset, starts) ?? [],
  );
}

function contrast(
  { service, side, other, metric, pods }: Channel,
  { fresh, old, from }: Cohorts,
  { now, slotMs }: Signals,
  onset: number,
  starts: StartsSeen,
): Contrast | undefined {
  const warmUp = Math.ceil(YOUNG_MS / slotMs);
  const withIt = pods.filter((pod) => fresh.has(keyOfPod(pod)));
  const without = pods.filter((pod) => old.has(keyOfPod(pod)));
  const control = bySlot(without, from, now);
  const settled = both(
    bySlot(
      withIt.map((pod) => older(pod, from, warmUp)),
      from,
      now,
    ),
    control,
  );
  const isYoung = settled.length < 2;
  const exposed = bySlot(isYoung ? withIt : withIt.map((pod) => older(pod, from, warmUp)), from, now);
  const slots = both(exposed, control);
  if (slots.length === 0) return undefined;
  const latest = Math.max(...slots);
  const differences = slots.map((slot) => (exposed.get(slot) ?? 0) - (control.get(slot) ?? 0));
  const usual = centre(metric, valuesIn(without, -Infinity, now));
  const noise = Math.max(timeNoise(metric, without, -Infinity, now), chanceOfFailures(metric, pods), 1e-9);
  const between = podNoise(metric, without, usual);
  const before = differenceBefore(metric, withIt, without, from);
  const pairs = 1 / withIt.length + 1 / Math.max(1, without.length);
  const since = differences.filter((_, n) => (slots[n] ?? 0) >= onset);
  const windows = [differences, differences.slice(-RECENT), ...(since.length > 0 ? [since] : [])];
  const toContrast = (difference: number, error: number): Contrast => ({
    side,
    other,
    metric,
    usual,
    difference,
    error,
    z: difference / error,
    latest,
  });
  if (isYoung) {
    const left = leftBySlot(withIt, from, slotMs);
    const points = slots.map((slot, n) => ({
      difference: (differences[n] ?? 0) - before,
      left: left.get(slot) ?? 0,
    }));
    const few = (points.length + 2) / points.length;
    const cost = costOfStarts(metric, usual, service, starts);
    const lasting = withoutStart(points, Math.sqrt(pairs * few) * noise, cost);
    return toContrast(lasting.difference, Math.hypot(lasting.error, Math.sqrt(pairs) * between));
  }
  const measured = windows.map((some) => {
    const few = (some.length + 2) / some.length;
    const error = Math.sqrt(pairs * (between ** 2 + (few * noise ** 2) / some.length));
    return toContrast(centre(metric, some) - before, error);
  });
  const leak = metric === 'memory' ? growth(slots, differences) : undefined;
  if (leak !== undefined) {
    const error = Math.sqrt(pairs * ((between / 2) ** 2 + (3 * noise ** 2) / slots.length));
    measured.push(toContrast(leak, error));
  }
  return measured.reduce((worst, one) => (one.z > worst.z ? one : worst));
}

function both(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number[] {
  return [...a.keys()].filter((slot) => b.has(slot));
}

/** A pod without its first slots: they are slow for everybody. */
function older(pod: PodChannel, from: number, slots: number): PodChannel {
  let first = Infinity;
  for (const slot of pod.values.keys()) first = Math.min(first, slot);
  if (first < from - 1) return pod;
  return { ...pod, values: new Map([...pod.values].filter(([slot]) => slot >= first + slots)) };
}

/** What is left of the cost of their starts, the mean over pods in each slot; pods that ran before did not start. */
function leftBySlot(pods: readonly PodChannel[], from: number, slotMs: number): Map<number, number> {
  const each = pods.map((pod) => {
    const [first = from] = pod.values.keys();
    const isStart = first >= from - 1;
    const left = [...pod.values.keys()].map(
      (slot) => [slot, isStart ? startLeft(slot - first, slotMs) : 0] as const,
    );
    return { ...pod, values: new Map(left) };
  });
  return bySlot(each, from, Infinity);
}

/** Pods that keep their name differ for reasons of their own: what they differed by before does not count. */
function differenceBefore(
  metric: Metric,
  withIt: readonly PodChannel[],
  without: readonly PodChannel[],
  from: number,
): number {
  const a = bySlot(withIt, -Infinity, from - 1);
  const b = bySlot(without, -Infinity, from - 1);
  const slots = both(a, b);
  if (slots.length < 3) return 0;
  return centre(
    metric,
    slots.map((slot) => (a.get(slot) ?? 0) - (b.get(slot) ?? 0)),
  );
}

/** What a leak adds: the last third of the time against the one before. */
function growth(slots: readonly number[], differences: readonly number[]): number | undefined {
  const third = Math.floor(slots.length / 3);
  if (third < 3) return undefined;
  return 1.5 * (mean(differences.slice(-third)) - mean(differences.slice(-2 * third, -third)));
}
