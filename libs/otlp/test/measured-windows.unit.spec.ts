import type { Attributes } from '@opentelemetry/api';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  MetricReader,
} from '@opentelemetry/sdk-metrics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMetrics, type SignalWindow } from '../src/index.js';
import { signals } from './sent-metrics.js';

class Reader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

type Request = { seconds: number; attributes: Attributes };

/** The windows that come of requests measured by the SDK, read after each round. */
async function windowsOf(
  rounds: readonly (readonly Request[])[],
  temporality: AggregationTemporality,
  type: AggregationType.DEFAULT | AggregationType.EXPONENTIAL_HISTOGRAM,
): Promise<SignalWindow[]> {
  const reader = new Reader({ aggregationTemporalitySelector: () => temporality });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'checkout' }),
    readers: [reader],
    views: [{ instrumentName: 'http.server.request.duration', aggregation: { type } }],
  });
  const histogram = provider.getMeter('test').createHistogram('http.server.request.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.005, 0.05, 0.5, 5] },
  });
  const taken = signals();
  const windows: SignalWindow[] = [];
  for (const round of rounds) {
    for (const { seconds, attributes } of round) histogram.record(seconds, attributes);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const { resourceMetrics } = await reader.collect();
    const sent = ProtobufMetricsSerializer.serializeRequest(resourceMetrics)!;
    windows.push(...taken.take(decodeMetrics(sent, 'protobuf')).windows);
  }
  await provider.shutdown();
  return windows;
}

const anyRequest = fc.record({
  seconds: fc.double({ min: 0, max: 30, noNaN: true }),
  attributes: fc.record({
    'http.route': fc.constantFrom('/', '/pay'),
    'http.response.status_code': fc.constantFrom(200, 404, 503),
  }),
});
const anyRounds = fc.array(fc.array(anyRequest, { maxLength: 8 }), { minLength: 1, maxLength: 4 });
const stepsOf = (latency: SignalWindow['latency']) =>
  Object.entries(latency?.le ?? {})
    .map(([bound, count]) => [bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound), count] as const)
    .sort(([a], [b]) => a - b);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('requests measured by the SDK', () => {
  it.each([
    ['delta', AggregationTemporality.DELTA],
    ['cumulative', AggregationTemporality.CUMULATIVE],
  ])('each stand in one window, and below their bounds: %s', async (_name, temporality) => {
    const types = fc.constantFrom(
      AggregationType.DEFAULT as const,
      AggregationType.EXPONENTIAL_HISTOGRAM as const,
    );
    await fc.assert(
      fc.asyncProperty(anyRounds, types, async (rounds, type) => {
        const requests = rounds.flat();
        const windows = await windowsOf(rounds, temporality, type);
        expect(sum(windows.map(({ total }) => total))).toBe(requests.length);
        const bad = requests.filter(({ attributes }) => attributes['http.response.status_code'] === 503);
        expect(sum(windows.map((window) => window.bad))).toBe(bad.length);
        for (const { latency, total } of windows) {
          expect(latency?.count).toBe(total);
          const counts = stepsOf(latency).map(([, count]) => count);
          expect(counts).toEqual([...counts].sort((a, b) => a - b));
        }
        expect(sum(windows.map(({ latency }) => latency?.sumMs ?? 0))).toBeCloseTo(
          sum(requests.map(({ seconds }) => seconds * 1_000)),
          3,
        );
      }),
      { numRuns: 25 },
    );
  });

  it('keep their place between bounds, in both kinds of histogram', async () => {
    const round = [0.001, 0.02, 0.04, 0.3, 7].map((seconds) => ({ seconds, attributes: {} }));
    const [explicit] = await windowsOf([round], AggregationTemporality.DELTA, AggregationType.DEFAULT);
    expect(explicit?.latency?.le).toEqual({ '5': 1, '50': 3, '500': 4, '5000': 4, '+Inf': 5 });
    const [exponential] = await windowsOf(
      [round],
      AggregationTemporality.DELTA,
      AggregationType.EXPONENTIAL_HISTOGRAM,
    );
    const steps = stepsOf(exponential?.latency);
    for (const [bound, count] of steps.filter(([bound]) => Number.isFinite(bound))) {
      expect(count).toBe(round.filter(({ seconds }) => seconds * 1_000 <= bound * 1.000_001).length);
    }
    expect(steps.length).toBeGreaterThan(20);
  });
});
