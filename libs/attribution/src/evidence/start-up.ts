import type { Channel, Metric, PodChannel, Signals } from '../signals/channels.js';
import { median } from '../signals/robust.js';

/** Time (ms) in which what a start costs falls to 1/e. */
const DECAY_MS = 100_000;
/** So long (ms) after its start a pod counts as young; what a start cost is gone by then. */
export const YOUNG_MS = 150_000;
/** What a start may cost, where nothing is known: log latency (factor 1.5), share of errors, part of CPU and memory. */
const USUAL_COST = { errors: 0.005, latency: 0.4, cpu: 0.6, memory: 0.6 };
/** The usual cost weighs as much as so many services whose starts were seen. */
const USUAL_WEIGHT = 2;

/** The part (0 to 1) of the cost of its start that a pod still bears so many slots after its first. */
export function startLeft(slotsSince: number, slotMs: number): number {
  return Math.exp((-(slotsSince + 0.5) * slotMs) / DECAY_MS);
}

/** What starts cost the latency of each service in this case: mean square of the logarithms, by service. */
export type StartsSeen = ReadonlyMap<string, number>;

/**
 * Looks at pods that appear while others of their service run: roll-outs, restarts. Their first minutes against the others,
 * less what they differ by later, is what the start cost.
 */
export function startsSeen({ channels, slotMs }: Signals): StartsSeen {
  const found = new Map<string, number[]>();
  const young = Math.ceil(YOUNG_MS / slotMs);
  for (const channel of channels) {
    if (channel.metric !== 'latency' || channel.side !== 'in') continue;
    const costs = channel.pods.flatMap((pod) => costOfStart(pod, channel, young, slotMs) ?? []);
    if (costs.length > 0) found.set(channel.service, [...(found.get(channel.service) ?? []), median(costs)]);
  }
  return new Map([...found].map(([service, costs]) => [service, median(costs) ** 2]));
}

function costOfStart(
  pod: PodChannel,
  { pods, pooled }: Channel,
  young: number,
  slotMs: number,
): number | undefined {
  const [first] = pod.values.keys();
  const begin = pooled[0]?.[0];
  if (first === undefined || begin === undefined || first <= begin + 1) return undefined;
  const others = pods.filter(
    (other) => other !== pod && ([...other.values.keys()][0] ?? first) < first - young,
  );
  const early: number[] = [];
  const later: number[] = [];
  for (const [slot, value] of pod.values) {
    const there = others.flatMap(({ values }) => values.get(slot) ?? []);
    if (there.length === 0) continue;
    const difference = value - median(there);
    if (slot - first >= young) later.push(difference);
    else early.push(difference / Math.max(0.5, startLeft(slot - first, slotMs)));
  }
  if (early.length === 0) return undefined;
  return median(early) - (later.length >= 2 ? median(later) : 0);
}

/**
 * What the start of a pod may cost (standard deviation in the measure’s own unit): the usual, corrected by the starts of
 * other services’ pods in this case. Its own do not count, for harm would pass for the cost of a start.
 */
export function costOfStarts(metric: Metric, usual: number, service: string, seen: StartsSeen): number {
  if (metric === 'errors') return USUAL_COST.errors;
  if (metric !== 'latency') return USUAL_COST[metric] * Math.abs(usual);
  const others = [...seen].filter(([name]) => name !== service).map(([, square]) => square);
  const sum = USUAL_WEIGHT * USUAL_COST.latency ** 2 + others.reduce((total, square) => total + square, 0);
  return Math.sqrt(sum / (USUAL_WEIGHT + others.length));
}

/** What is left of differences when what the start may have cost is taken off, and its standard error. */
export type WithoutStart = { difference: number; error: number };

/**
 * Tells a lasting difference from one that fades as starts do: generalised least squares of
 * `difference + cost · left + noise`, the cost being unknown with a given standard deviation. One early point says little;
 * each further one more.
 */
export function withoutStart(
  points: readonly { difference: number; left: number }[],
  noise: number,
  cost: number,
): WithoutStart {
  const weight = 1 / noise ** 2;
  const sum = (of: (point: { difference: number; left: number }) => number) =>
    weight * points.reduce((total, point) => total + of(point), 0);
  const shrink = sum(({ left }) => left) / (sum(({ left }) => left ** 2) + 1 / cost ** 2);
  const information = sum(() => 1) - shrink * sum(({ left }) => left);
  const score =
    sum(({ difference }) => difference) - shrink * sum(({ difference, left }) => difference * left);
  return { difference: score / information, error: Math.sqrt(1 / information) };
}
