import type { DataOf } from '@hormesis/events';
import type { Attributes, Observation } from '@hormesis/telemetry';

type Measured = DataOf<'signal.measured'>;
type Histogram = { attributes: Attributes; count: number; seconds: number; le: Map<string, number> };

/**
 * Latency of signal windows, counted on as Prometheus histograms: the buckets are those that each series was measured
 * with, which no instrument of ours can know beforehand.
 */
export class LatencyCounters {
  private readonly series = new Map<string, Histogram>();

  add({ service, environment, metric, cohort, latency }: Measured): void {
    if (!latency) return;
    const attributes = { service: service.id, environment: environment.id, metric, cohort };
    const key = JSON.stringify(attributes);
    const histogram = this.series.get(key) ?? { attributes, count: 0, seconds: 0, le: new Map() };
    this.series.set(key, histogram);
    histogram.count += latency.count;
    histogram.seconds += latency.sumMs / 1000;
    for (const [bound, count] of Object.entries({ '+Inf': latency.count, ...latency.le })) {
      const le = bound === '+Inf' ? bound : String(Number(bound) / 1000);
      histogram.le.set(le, (histogram.le.get(le) ?? 0) + count);
    }
  }

  buckets(): Observation[] {
    return [...this.series.values()].flatMap(({ attributes, le }) =>
      [...le].map(([bound, value]) => ({ value, attributes: { ...attributes, le: bound } })),
    );
  }

  counts(): Observation[] {
    return [...this.series.values()].map(({ attributes, count }) => ({ value: count, attributes }));
  }

  sums(): Observation[] {
    return [...this.series.values()].map(({ attributes, seconds }) => ({ value: seconds, attributes }));
  }
}
