import type { Channel, Metric, PodChannel, Side, Signals } from '../signals/channels.js';
import { bySlot, centre, driftFloor } from '../signals/level.js';
import { spread, standardDeviation } from '../signals/robust.js';

/** By how much something is worse than it was before a slot. */
export type Shift = {
  service: string;
  side: Side;
  other: string;
  metric: Metric;
  /** What it was before. */
  usual: number;
  difference: number;
  z: number;
};

/** The latest slots tell how it is now. */
const RECENT = 10;

/**
 * One measure after a slot against before. `isAfter` chooses pods for the time after, so that new pods can be compared
 * with those that they replaced.
 */
export function shiftOf(
  { service, side, other, metric, pods, pooled }: Channel,
  from: number,
  now: number,
  isAfter?: (pod: PodChannel) => boolean,
): Shift | undefined {
  const before: number[] = [];
  const after: number[] = [];
  for (const [slot, value] of pooled) {
    if (slot < from) before.push(value);
    else if (!isAfter && slot <= now) after.push(value);
  }
  if (isAfter) after.push(...bySlot(pods.filter(isAfter), from, now).values());
  if (before.length < 3 || after.length === 0) return undefined;
  const recent = after.slice(-RECENT);
  const usual = centre(metric, before);
  const noise = metric === 'errors' ? standardDeviation(before) : spread(before);
  const error = Math.sqrt(
    driftFloor(metric, usual) ** 2 +
      (noise ** 2 * (recent.length === 1 ? 3 : 1)) / Math.min(recent.length, 4),
  );
  const difference = centre(metric, recent) - usual;
  return { service, side, other, metric, usual, difference, z: difference / error };
}

/** The usual shift of each measure over services: what traffic or a common cause did to all of them. */
export function commonShift(signals: Signals, from: number, except: string): Record<Metric, number> {
  const all: Record<Metric, number[]> = { errors: [], latency: [], cpu: [], memory: [] };
  for (const channel of signals.channels) {
    if (channel.service === except || channel.side === 'out') continue;
    const shift = shiftOf(channel, from, signals.now);
    if (shift) all[channel.metric].push(shift.z);
  }
  const common = (metric: Metric) => {
    const sorted = all[metric].sort((a, b) => a - b);
    return sorted.length < 3 ? 0 : Math.max(0, sorted[(sorted.length - 1) >> 1] ?? 0);
  };
  return {
    errors: common('errors'),
    latency: common('latency'),
    cpu: common('cpu'),
    memory: common('memory'),
  };
}

/** What came on top: milliseconds for latency, a share for errors. */
export function extraOf({ metric, usual, difference }: Shift): number {
  return metric === 'latency' ? Math.exp(usual + difference) - Math.exp(usual) : difference;
}
