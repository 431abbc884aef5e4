import type { Case, CasePoint, CaseSeries } from '../case/case.js';
import { bySlot } from './level.js';

export type Metric = 'errors' | 'latency' | 'cpu' | 'memory';

/** `in`: calls to the service, `out`: calls that it makes, `pod`: what the pod uses. */
export type Side = 'in' | 'out' | 'pod';

/** One measure of one pod: values by slot of time, higher is worse. */
export type PodChannel = { pod: string; version: string | null; values: ReadonlyMap<number, number> };

/** One measure of one service on one edge, for each of its pods. */
export type Channel = {
  service: string;
  side: Side;
  /** Who calls or is called; the service itself for what a pod uses. */
  other: string;
  metric: Metric;
  pods: readonly PodChannel[];
  /** The mean over pods in each slot, in order of time. */
  pooled: readonly (readonly [slot: number, value: number])[];
};

export type Signals = {
  channels: readonly Channel[];
  /** Milliseconds of one slot. */
  slotMs: number;
  /** The slot of the alert. */
  now: number;
};

/** Turns the series of a case into measures that can be compared: errors, log latency, cpu and memory by pod and slot. */
export function signalsOf({ t, series }: Case): Signals {
  const slotMs = slotOf(series);
  const success = successReader(series);
  const readers: Record<'errors' | 'latency', (point: CasePoint) => number | null> = {
    errors: (point) => (point.success === null || isIdle(point) ? null : success(point.success)),
    latency: ({ latencyMs }) => (latencyMs === null || latencyMs <= 0 ? null : Math.log(latencyMs)),
  };
  const found = new Map<string, Collecting>();
  for (const one of series) {
    const { side, other } = sideOf(one);
    if (side !== 'pod') {
      add(found, one, side, other, 'errors', readers.errors, slotMs);
      add(found, one, side, other, 'latency', readers.latency, slotMs);
    }
    add(found, one, 'pod', one.service, 'cpu', (point) => (isIdle(point) ? null : point.cpu), slotMs);
    add(found, one, 'pod', one.service, 'memory', ({ memory }) => (memory === 0 ? null : memory), slotMs);
  }
  const channels = [...found.values()]
    .map((channel) => ({
      ...channel,
      pods: channel.pods.map(averaged).filter(({ values }) => values.size > 0),
    }))
    .filter(({ pods }) => pods.length > 0)
    .map((channel) => ({ ...channel, pooled: pool(channel.pods) }));
  return { channels, slotMs, now: Math.floor(t / slotMs) };
}

type Collecting = Omit<Channel, 'pods' | 'pooled'> & { pods: Building[] };
type Building = { pod: string; version: string | null; sums: Map<number, { sum: number; count: number }> };

function add(
  found: Map<string, Collecting>,
  { pod, service, version, points }: CaseSeries,
  side: Side,
  other: string,
  metric: Metric,
  read: (point: CasePoint) => number | null,
  slotMs: number,
): void {
  const key = JSON.stringify([service, side, other, metric]);
  const channel = found.get(key) ?? { service, side, other, metric, pods: [] };
  found.set(key, channel);
  let mine = channel.pods.find((one) => one.pod === pod && one.version === version);
  if (!mine) {
    mine = { pod, version, sums: new Map() };
    channel.pods.push(mine);
  }
  for (const point of points) {
    const value = read(point);
    if (value === null) continue;
    const slot = Math.floor(point.t / slotMs);
    const cell = mine.sums.get(slot) ?? { sum: 0, count: 0 };
    mine.sums.set(slot, { sum: cell.sum + value, count: cell.count + 1 });
  }
}

function pool(pods: readonly PodChannel[]): Channel['pooled'] {
  return [...bySlot(pods, -Infinity, Infinity)];
}

function averaged({ pod, version, sums }: Building): PodChannel {
  return {
    pod,
    version,
    values: new Map([...sums].sort(([a], [b]) => a - b).map(([slot, { sum, count }]) => [slot, sum / count])),
  };
}

function sideOf({ service, from, to }: CaseSeries): { side: Side; other: string } {
  if (to === service && from !== service) return { side: 'in', other: from ?? '' };
  if (from === service && to !== null && to !== service) return { side: 'out', other: to };
  if (to === service || (to === null && from === null)) return { side: 'in', other: from ?? '' };
  return { side: 'pod', other: service };
}

/** No calls, and nothing used: some monitors write 0 where there was nothing to measure. */
function isIdle({ success, latencyMs }: CasePoint): boolean {
  return latencyMs === 0 && !success;
}

/** Success comes as a share, as a percentage, or as a number of calls; all become “how much is missing”. */
function successReader(series: readonly CaseSeries[]): (success: number) => number {
  let most = 0;
  for (const { points } of series)
    for (const { success } of points) if (success !== null && success > most) most = success;
  if (most <= 1.000_001) return (success) => 1 - success;
  if (most <= 100.5) return (success) => 1 - success / 100;
  return (success) => -Math.log(Math.max(success, 0) + 1);
}

/** The usual distance of two points: a minute if that cannot be told. */
function slotOf(series: readonly CaseSeries[]): number {
  const gaps: number[] = [];
  for (const { points } of series) {
    for (let n = 1; n < points.length && gaps.length < 20_000; n += 1) {
      const gap = (points[n]?.t ?? 0) - (points[n - 1]?.t ?? 0);
      if (gap > 0) gaps.push(gap);
    }
  }
  if (gaps.length === 0) return 60_000;
  gaps.sort((a, b) => a - b);
  return Math.min(Math.max(gaps[gaps.length >> 1] ?? 60_000, 1_000), 600_000);
}
