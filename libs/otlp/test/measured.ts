import { type Attributes, ValueType } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  MetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';

class Reader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** Metrics of every kind, as the SDK has them before it writes them down. */
export async function measured(
  temporality: AggregationTemporality,
  samples: readonly { value: number; attributes: Attributes }[],
): Promise<ResourceMetrics> {
  const reader = new Reader({ aggregationTemporalitySelector: () => temporality });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'checkout', 'service.version': 'v413' }),
    readers: [reader],
    views: [
      {
        instrumentName: 'exponential',
        aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM, options: { maxSize: 160 } },
      },
    ],
  });
  const meter = provider.getMeter('test');
  const explicit = meter.createHistogram('explicit', { unit: 's' });
  const exponential = meter.createHistogram('exponential', { unit: 'ms' });
  const whole = meter.createCounter('whole', { valueType: ValueType.INT });
  const part = meter.createUpDownCounter('part', { valueType: ValueType.DOUBLE });
  const level = meter.createObservableGauge('level');
  level.addCallback((result) => result.observe(0.5, { shard: 3 }));
  for (const { value, attributes } of samples) {
    explicit.record(value, attributes);
    exponential.record(value, attributes);
    whole.add(Math.ceil(value), attributes);
    part.add(-value, attributes);
  }
  const { resourceMetrics } = await reader.collect();
  await provider.shutdown();
  return resourceMetrics;
}
