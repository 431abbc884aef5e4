import { JsonMetricsSerializer, ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';

class Reader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {
    // nothing is held back
  }

  protected override async onShutdown(): Promise<void> {
    // nothing is open
  }
}

export type OtlpEncoding = 'protobuf' | 'json';

/** What the SDK sends of a histogram with so many points, one a route: no two bodies are the same. */
export class OtlpBodies {
  #made = 0;

  private constructor(
    readonly encoding: OtlpEncoding,
    private readonly body: Uint8Array,
  ) {}

  static async of(points: number, encoding: OtlpEncoding): Promise<OtlpBodies> {
    const reader = new Reader({
      aggregationTemporalitySelector: () => AggregationTemporality.DELTA,
      cardinalitySelector: () => points + 1,
    });
    const resource = resourceFromAttributes({ 'service.name': 'checkout', 'service.version': 'v413' });
    const provider = new MeterProvider({ resource, readers: [reader] });
    const duration = provider
      .getMeter('bench')
      .createHistogram('http.server.request.duration', { unit: 's' });
    for (let n = 0; n < points; n += 1) {
      duration.record(n / 100, {
        'http.route': `/route/${n}`,
        'http.request.method': 'GET',
        'http.response.status_code': n % 50 === 0 ? 500 : 200,
      });
    }
    const { resourceMetrics } = await reader.collect();
    await provider.shutdown();
    const serializer = encoding === 'json' ? JsonMetricsSerializer : ProtobufMetricsSerializer;
    const body = serializer.serializeRequest(resourceMetrics);
    if (!body) throw new Error('The SDK wrote nothing.');
    return new OtlpBodies(encoding, body);
  }

  get bytes(): number {
    return this.body.length;
  }

  /** The next one differs in a field that no reader knows, so it is not taken for the one before sent again. */
  next(): Uint8Array<ArrayBuffer> {
    this.#made += 1;
    if (this.encoding === 'json')
      return Buffer.concat([Buffer.from(`{"n":${this.#made},`), this.body.subarray(1)]);
    // Field 31, a fixed32.
    const field = Buffer.from([0xfd, 0x01, 0, 0, 0, 0]);
    field.writeUInt32LE(this.#made, 2);
    return Buffer.concat([this.body, field]);
  }
}
