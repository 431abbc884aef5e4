import type { LatencyHistogram } from '@hormesis/events';
import { type Buckets, sumOf } from './buckets.js';
import { histogramOf, latencyOf, together } from './latency.js';
import type { Place } from './place-of.js';

/** A window as `signal.measured` has it; `source` names the process that measured it. */
export type SignalWindow = Place & {
  metric: string;
  startMs: number;
  durationMs: number;
  total: number;
  bad: number;
  latency?: LatencyHistogram;
};

/** Windows of events are from one second to one minute long. */
export const shortestMs = 1_000;
export const longestMs = 60_000;
/** A timer that should fire once a minute is late at times; what it counted meanwhile is not lost. */
export const tolerableMs = 75_000;

/** How long requests took, as it was measured; `toMs`: what one of its unit is in milliseconds. */
export type Timing = { buckets: Buckets; sum: number; toMs: number };

/** Adds up the points of one window. */
export class WindowSum {
  #fromMs = Number.POSITIVE_INFINITY;
  #total = 0;
  #bad = 0;
  /** One for each set of bounds: there is seldom more than one. */
  readonly #timings: Timing[] = [];

  constructor(
    private readonly place: Place & { metric: string },
    private readonly endMs: number,
  ) {}

  add(part: { fromMs: number; total: number; bad: number; timing: Timing | undefined }): void {
    this.#fromMs = Math.min(this.#fromMs, part.fromMs);
    this.#total += part.total;
    this.#bad += part.bad;
    if (part.timing) this.#addTiming(part.timing);
  }

  /** The window ends when the points were read; a shorter one than events can say is said to be as short as they can. */
  window(): SignalWindow {
    const bad = Math.round(this.#bad);
    const durationMs = Math.min(Math.max(this.endMs - this.#fromMs, shortestMs), longestMs);
    const latencies = this.#timings.map(({ buckets, sum, toMs }) => latencyOf(buckets, sum, toMs));
    return {
      ...this.place,
      startMs: this.endMs - durationMs,
      durationMs,
      total: Math.max(Math.round(this.#total), bad),
      bad,
      ...(latencies.length > 0 ? { latency: histogramOf(latencies.reduce(together)) } : {}),
    };
  }

  #addTiming(added: Timing): void {
    for (const [n, { buckets, sum, toMs }] of this.#timings.entries()) {
      const both = toMs === added.toMs ? sumOf(buckets, added.buckets) : undefined;
      if (!both) continue;
      this.#timings[n] = { buckets: both, sum: sum + added.sum, toMs };
      return;
    }
    this.#timings.push(added);
  }
}
