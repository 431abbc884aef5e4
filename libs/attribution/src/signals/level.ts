import type { Metric, PodChannel } from './channels.js';
import { median, spread, standardDeviation, trimmedMean } from './robust.js';

/** The values of some pods in the slots from `from` up to `to`, both included. */
export function valuesIn(pods: readonly PodChannel[], from: number, to: number): number[] {
  const found: number[] = [];
  for (const { values } of pods) {
    for (const [slot, value] of values) if (slot >= from && slot <= to) found.push(value);
  }
  return found;
}

/** The mean over pods in each slot, in order of time. */
export function bySlot(pods: readonly PodChannel[], from: number, to: number): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { values } of pods) {
    for (const [slot, value] of values) {
      if (slot < from || slot > to) continue;
      const there = sums.get(slot);
      if (there) {
        there.sum += value;
        there.count += 1;
      } else sums.set(slot, { sum: value, count: 1 });
    }
  }
  return new Map([...sums].sort(([a], [b]) => a - b).map(([slot, { sum, count }]) => [slot, sum / count]));
}

/** What is usual: errors come in rare bursts, which a median does not see. */
export function centre(metric: Metric, values: readonly number[]): number {
  return metric === 'errors' ? trimmedMean(values) : median(values);
}

/** How far one pod’s value strays from slot to slot while nothing is wrong. */
export function timeNoise(metric: Metric, pods: readonly PodChannel[], from: number, to: number): number {
  const deviation = metric === 'errors' ? standardDeviation : spread;
  const each = pods
    .map((pod) => valuesIn([pod], from, to))
    .filter((values) => values.length >= 4)
    .map(deviation);
  return each.length > 0 ? median(each) : stepNoise(pods);
}

/** The same from the differences of neighbouring values, which a lasting shift hardly touches. */
export function stepNoise(pods: readonly Pick<PodChannel, 'values'>[]): number {
  const steps: number[] = [];
  for (const { values } of pods) {
    let before: number | undefined;
    for (const value of values.values()) {
      if (before !== undefined) steps.push(Math.abs(value - before));
      before = value;
    }
  }
  return steps.length > 0 ? (1.4826 * median(steps)) / Math.SQRT2 : 0;
}

/** How far pods of one version differ from each other for good, beyond what `noise` explains; never less than usual. */
export function podNoise(metric: Metric, pods: readonly PodChannel[], usual: number): number {
  const floor = podFloor(metric, usual);
  const centres = pods
    .filter(({ values }) => values.size >= 4)
    .map(({ values }) => centre(metric, [...values.values()]));
  return centres.length < 3 ? floor : Math.max(floor, spread(centres));
}

/** Differences between pods of one version that mean nothing. */
export function podFloor(metric: Metric, usual: number): number {
  if (metric === 'errors') return 0.004;
  return metric === 'latency' ? 0.07 : 0.12 * Math.abs(usual) + 1e-9;
}

/** Changes from one hour to the next that mean nothing. */
export function driftFloor(metric: Metric, usual: number): number {
  if (metric === 'errors') return 0.004;
  return metric === 'latency' ? 0.1 : 0.2 * Math.abs(usual) + 1e-9;
}

/**
 * How far the share of errors strays by chance alone, where few calls are made: the smallest share that is seen tells how
 * many there are in a slot.
 */
export function chanceOfFailures(metric: Metric, pods: readonly PodChannel[]): number {
  if (metric !== 'errors') return 0;
  let sum = 0;
  let count = 0;
  let least = 1;
  for (const { values } of pods) {
    for (const value of values.values()) {
      sum += Math.max(0, value);
      count += 1;
      if (value > 1e-6 && value < least) least = value;
    }
  }
  return count === 0 || sum === 0 ? 0 : Math.sqrt(least * Math.min(sum / count, 0.5));
}
