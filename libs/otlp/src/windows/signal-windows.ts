import type { MetricsRequest } from '../messages/metrics.js';
import type { Attributes } from './attribute-text.js';
import { type LastReads, MakingWindows, type Windows } from './making-windows.js';
import { metricsIn } from './measured-point.js';
import type { PlaceOptions } from './place-of.js';
import { SeriesMemory } from './series-memory.js';
import type { SignalRule } from './signal-rule.js';

export type SignalOptions = PlaceOptions & {
  rules: readonly SignalRule[];
  /** Since when points come here, milliseconds; see {@link SeriesMemory}. */
  openedMs: number;
  /** Cumulative series that are remembered. Default 100,000. */
  maxSeries?: number;
};

/**
 * Makes windows of OTLP metrics: every request that was counted stands in exactly one window of its signal. Holds the
 * last values of cumulative series, so the points of a process should all come to the same place.
 */
export class SignalWindows {
  readonly #rules: ReadonlyMap<string, readonly SignalRule[]>;
  readonly #series: SeriesMemory;
  readonly #lastReads: LastReads = new Map();

  constructor(private readonly options: SignalOptions) {
    this.#rules = Map.groupBy(options.rules, ({ metric }) => metric);
    this.#series = new SeriesMemory(options.openedMs, options.maxSeries);
  }

  take(request: MetricsRequest): Windows {
    const making = new MakingWindows(this.options, this.#series, this.#lastReads);
    const metrics = [...metricsIn(request, (name) => this.#rules.has(name))];
    for (const { resource, name, points, unusable } of metrics) {
      const isSent = (other: string) =>
        metrics.some((one) => one.name === other && isSame(one.resource, resource));
      const rules = (this.#rules.get(name) ?? []).filter(({ unless }) => !unless || !isSent(unless));
      if (rules.length === 0) continue;
      if (unusable) making.reject(unusable.points, unusable.because);
      for (const point of points) making.add(point, rules);
    }
    return making.windows();
  }
}

function isSame(one: Attributes, other: Attributes): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}
