import type { Labels } from '@hormesis/promql';
import { CounterSeries, type Moments } from './counter-series.js';
import { GrowingFloats } from './growing-floats.js';
import { HeardWindows } from './heard-windows.js';
import { badMetric, latencyMetric, requestsMetric } from './names.js';
import type { RecordedLatency, SeriesPlace } from './recorded-window.js';

/** An emitter’s clock that is ahead by more than this is not believed. */
const believedAheadMs = 60_000;

/**
 * What became known so long after its end is taken for history that was sent at once, of which nobody can say when it
 * would have been known. What is really so late is then seen too early: nothing tells one from the other.
 */
const importedAfterMs = 6 * 60 * 60_000;

/**
 * The counters of one service, environment, metric and cohort. Samples are in the order in which their windows became
 * known, so what is visible at a moment is always a prefix: a window that comes late is counted right after the newest
 * one, as a process that counts on arrival would do. Those that are later than any delay are taken as known at their end.
 */
export class PlaceRecord {
  private readonly moments: Moments = { times: new GrowingFloats(), seenAt: new GrowingFloats() };
  private readonly heard = new HeardWindows();
  private readonly requests: CounterSeries;
  private readonly bad: CounterSeries;
  private latency: LatencyRecord | undefined;

  constructor(
    private readonly place: SeriesPlace,
    private readonly onSeries: (series: CounterSeries) => void,
  ) {
    this.requests = this.counter(requestsMetric);
    this.bad = this.counter(badMetric);
  }

  /** @returns whether it was new */
  take(
    source: string,
    start: number,
    durationMs: number,
    total: number,
    bad: number,
    seenAt: number,
    latency?: RecordedLatency,
  ): boolean {
    if (!this.heard.take(source, start)) return false;
    const known = seenAt - start - durationMs > importedAfterMs ? start + durationMs : seenAt;
    const seen = Math.max(known, this.moments.seenAt.last() ?? known);
    const end = start + durationMs > seenAt + believedAheadMs ? seenAt : start + durationMs;
    if (latency && !this.latency) this.latency = this.beginLatency(latency);
    if (this.moments.times.length === 0) this.sample(Math.min(start, end - 1), seen, 0, 0);
    const last = this.moments.times.last() ?? 0;
    this.sample(end > last ? end : last + 1, seen, total, bad, latency);
    return true;
  }

  private sample(at: number, seen: number, total: number, bad: number, latency?: RecordedLatency): void {
    this.moments.times.push(at);
    this.moments.seenAt.push(seen);
    this.requests.add(total);
    this.bad.add(bad);
    this.latency?.add(latency);
  }

  private counter(name: string, more: Labels = {}): CounterSeries {
    const { service, environment, metric, cohort } = this.place;
    const labels = { __name__: name, service, environment, metric, cohort, ...more };
    const made = new CounterSeries(labels, this.moments, this.moments.times.length);
    this.onSeries(made);
    return made;
  }

  /** The bounds of the first histogram stay: an emitter that changes them is counted at the bounds that it still has. */
  private beginLatency({ le }: RecordedLatency): LatencyRecord {
    const bounds = Object.keys(le)
      .filter((bound) => bound !== '+Inf')
      .sort((a, b) => Number(a) - Number(b));
    const bucket = (le: string) => this.counter(`${latencyMetric}_bucket`, { le });
    return new LatencyRecord(
      this.counter(`${latencyMetric}_count`),
      this.counter(`${latencyMetric}_sum`),
      bucket('+Inf'),
      bounds.map((bound) => ({ bound, series: bucket(secondsOf(bound)) })),
    );
  }
}

class LatencyRecord {
  constructor(
    private readonly count: CounterSeries,
    private readonly sum: CounterSeries,
    private readonly infinite: CounterSeries,
    private readonly buckets: readonly { bound: string; series: CounterSeries }[],
  ) {}

  /** A window without latency adds nothing, and still has a sample. */
  add(latency: RecordedLatency | undefined): void {
    this.count.add(latency?.count ?? 0);
    this.sum.add((latency?.sumMs ?? 0) / 1_000);
    this.infinite.add(latency?.count ?? 0);
    let below = 0;
    for (const { bound, series } of this.buckets) {
      below = latency?.le[bound] ?? below;
      series.add(latency ? below : 0);
    }
  }
}

function secondsOf(boundMs: string): string {
  return String(Number(boundMs) / 1_000);
}
