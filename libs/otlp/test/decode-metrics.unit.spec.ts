import { JsonMetricsSerializer, ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { AggregationTemporality, DataPointType } from '@opentelemetry/sdk-metrics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMetrics, Unreadable } from '../src/index.js';
import { measured } from './measured.js';

const { CUMULATIVE, DELTA } = AggregationTemporality;

const attributes = fc.record(
  {
    'http.route': fc.string(),
    'http.response.status_code': fc.integer(),
    share: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    retried: fc.boolean(),
  },
  { requiredKeys: [] },
);
const samples = fc.array(fc.record({ value: fc.double({ min: 0, max: 1e6, noNaN: true }), attributes }), {
  maxLength: 12,
});

describe('metrics as the SDK writes them', () => {
  it('read the same from protobuf and JSON, whatever was measured', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(CUMULATIVE, DELTA), samples, async (temporality, recorded) => {
        const metrics = await measured(temporality, recorded);
        const binary = decodeMetrics(ProtobufMetricsSerializer.serializeRequest(metrics)!, 'protobuf');
        const json = decodeMetrics(JsonMetricsSerializer.serializeRequest(metrics)!, 'json');
        expect(json).toEqual(binary);
      }),
      { numRuns: 60 },
    );
  });

  it('hold what the SDK had', async () => {
    const metrics = await measured(DELTA, [
      { value: 0.012, attributes: { 'http.response.status_code': 200 } },
      { value: 3, attributes: { 'http.response.status_code': 200 } },
    ]);
    const { resourceMetrics } = decodeMetrics(
      ProtobufMetricsSerializer.serializeRequest(metrics)!,
      'protobuf',
    );
    expect(resourceMetrics[0]?.resource?.attributes).toContainEqual({
      key: 'service.version',
      value: { stringValue: 'v413' },
    });
    const read = Object.fromEntries(
      resourceMetrics[0]?.scopeMetrics[0]?.metrics.map((metric) => [metric.name, metric]) ?? [],
    );
    const had = metrics.scopeMetrics[0]?.metrics.find(({ descriptor }) => descriptor.name === 'explicit');
    if (had?.dataPointType !== DataPointType.HISTOGRAM) throw new Error('The SDK measured no histogram.');
    const [point] = had.dataPoints;
    expect(read.explicit).toMatchObject({
      unit: 's',
      histogram: {
        aggregationTemporality: 1,
        dataPoints: [
          {
            count: 2,
            sum: 3.012,
            bucketCounts: point?.value.buckets.counts,
            explicitBounds: point?.value.buckets.boundaries,
            attributes: [{ key: 'http.response.status_code', value: { intValue: 200 } }],
          },
        ],
      },
    });
    const nanos = read.explicit?.histogram?.dataPoints[0]?.timeUnixNano ?? 0n;
    expect([nanos / 1_000_000_000n, nanos % 1_000_000_000n]).toEqual(point?.endTime.map(BigInt));
    expect(read.exponential?.exponentialHistogram?.dataPoints[0]).toMatchObject({ count: 2, zeroCount: 0 });
    expect(read.whole?.sum).toMatchObject({ isMonotonic: true, dataPoints: [{ asInt: 4 }] });
    expect(read.part?.sum).toMatchObject({ isMonotonic: false, dataPoints: [{ asDouble: -3.012 }] });
    expect(read.level?.gauge).toMatchObject({ dataPoints: [{ asDouble: 0.5 }] });
  });
});

describe('a body', () => {
  const read = (json: unknown) => decodeMetrics(Buffer.from(JSON.stringify(json)), 'json');

  it('may be empty in both encodings', () => {
    expect(decodeMetrics(new Uint8Array(), 'protobuf')).toEqual({ resourceMetrics: [] });
    expect(read({})).toEqual({ resourceMetrics: [] });
  });

  it('may have 64-bit integers as numbers and as texts, and fields that nobody knows', () => {
    const request = (value: unknown) => ({
      ofTomorrow: [1],
      resourceMetrics: [
        {
          scopeMetrics: [
            {
              metrics: [
                {
                  name: 'm',
                  sum: { isMonotonic: true, dataPoints: [{ asInt: value, timeUnixNano: value }] },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(read(request('1700000000000000001'))).not.toEqual(read(request('1700000000000000000')));
    expect(read(request(1_700))).toEqual(read(request('1700')));
  });

  it('says what does not fit, and where', () => {
    expect(() => read({ resourceMetrics: [{ scopeMetrics: 7 }] })).toThrow(
      'resourceMetrics[0].scopeMetrics must be a list.',
    );
    expect(() => read([])).toThrow('The body must be an object.');
    expect(() => decodeMetrics(Buffer.from('{'), 'json')).toThrow(/^The body is no JSON/);
    expect(() => decodeMetrics(Buffer.from([0xff, 0xfe]), 'json')).toThrow('The body is not in UTF-8.');
  });

  it('of any bytes at all is read or refused, and nothing else', async () => {
    const whole = ProtobufMetricsSerializer.serializeRequest(
      await measured(DELTA, [{ value: 1, attributes: { a: 'b' } }]),
    )!;
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (place, byte, length) => {
        const bytes = Uint8Array.from(whole).slice(0, length);
        if (place < length) bytes[place] = byte;
        try {
          decodeMetrics(bytes, 'protobuf');
        } catch (error) {
          expect(error).toBeInstanceOf(Unreadable);
        }
      }),
      { numRuns: 500 },
    );
    expect(() => decodeMetrics(whole.slice(0, whole.length - 3), 'protobuf')).toThrow(Unreadable);
  });
});
