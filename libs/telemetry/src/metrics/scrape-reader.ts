import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MetricReader } from '@opentelemetry/sdk-metrics';

/** Collects when somebody scrapes, and writes the result in Prometheus' text format. */
export class ScrapeReader extends MetricReader {
  readonly #serializer = new PrometheusSerializer('', false, undefined, false, true);

  async render(): Promise<string> {
    const { resourceMetrics, errors } = await this.collect();
    const unread = errors.map((error) => `# a metric could not be read: ${oneLine(error)}\n`).join('');
    return this.#serializer.serialize(resourceMetrics) + unread;
  }

  protected override async onForceFlush(): Promise<void> {
    // nothing is held back
  }

  protected override async onShutdown(): Promise<void> {
    // nothing is open
  }
}

function oneLine(error: unknown): string {
  return String(error).replaceAll('\n', ' ');
}
