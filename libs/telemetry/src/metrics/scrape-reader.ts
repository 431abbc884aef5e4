import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import {
  DataPointType,
  type MetricData,
  MetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { withUnit } from './prometheus-name.js';

/** Collects when somebody scrapes, and writes the result in Prometheus' text format. */
export class ScrapeReader extends MetricReader {
  readonly #serializer = new PrometheusSerializer('', false, undefined, false, true);

  async render(): Promise<string> {
    const { resourceMetrics, errors } = await this.collect();
    const unread = errors.map((error) => `# a metric could not be read: ${oneLine(error)}\n`).join('');
    return this.#serializer.serialize(namedForPrometheus(resourceMetrics)) + unread;
  }

  protected override async onForceFlush(): Promise<void> {
    // nothing is held back
  }

  protected override async onShutdown(): Promise<void> {
    // nothing is open
  }
}

/** The serializer leaves units out of the names; Prometheus wants them there, and only there. */
function namedForPrometheus({ resource, scopeMetrics }: ResourceMetrics): ResourceMetrics {
  return {
    resource,
    scopeMetrics: scopeMetrics.map(({ scope, metrics }) => ({ scope, metrics: metrics.map(namedWithUnit) })),
  };
}

function namedWithUnit<Data extends MetricData>(data: Data): Data {
  const { name, unit } = data.descriptor;
  const kind = data.dataPointType === DataPointType.GAUGE ? 'gauge' : 'histogram';
  return { ...data, descriptor: { ...data.descriptor, name: withUnit(name, { kind, unit }), unit: '' } };
}

function oneLine(error: unknown): string {
  return String(error).replaceAll('\n', ' ');
}
