import { randomUUID } from 'node:crypto';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { forgetInstruments } from './metrics/instruments.js';
import { observeProcess } from './metrics/process-metrics.js';
import { ScrapeReader } from './metrics/scrape-reader.js';
import { samplerOf } from './tracing/sampler.js';

export type TelemetryOptions = {
  /** `service.name`: `hormesis-guardian`. */
  service: string;
  version: string;
  /** Default: `process.env`. Read are OTEL_EXPORTER_OTLP_*, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER[_ARG]. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Take spans besides the export. */
  spanProcessors?: readonly SpanProcessor[];
};

export type Telemetry = {
  /** All metrics in Prometheus' text format. */
  renderMetrics(): Promise<string>;
  /** Sends what is waiting, within 5 s, and ends. */
  shutdown(): Promise<void>;
};

const shutdownPatienceMs = 5000;
let running: Telemetry | undefined;

/** The telemetry of this process, once started. */
export function currentTelemetry(): Telemetry | undefined {
  return running;
}

/**
 * Starts traces and metrics for this process, once: a second call gets the first one's telemetry. Metrics can always
 * be scraped; both are exported by OTLP over HTTP when OTEL_EXPORTER_OTLP_ENDPOINT is set.
 */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  running ??= start(options);
  return running;
}

function start({ service, version, env = process.env, spanProcessors = [] }: TelemetryOptions): Telemetry {
  const isExported = Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT);
  const resource = resourceFromAttributes({
    'service.name': service,
    'service.version': version,
    'service.instance.id': randomUUID(),
    'service.namespace': 'hormesis',
  }).merge(detectResources({ detectors: [envDetector] }));

  const exported = isExported ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] : [];
  const processors = [...exported, ...spanProcessors];
  const tracers = new TracerProvider({
    resource,
    sampler: samplerOf(env, processors.length > 0),
    spanProcessors: processors,
  });
  const scrape = new ScrapeReader();
  const readers: IMetricReader[] = [scrape];
  if (isExported) readers.push(new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() }));
  const meters = new MeterProvider({ resource, readers });

  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  const endProcessMetrics = observeProcess();

  return {
    renderMetrics: () => scrape.render(),
    shutdown: async () => {
      running = undefined;
      endProcessMetrics();
      const ending = Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
      await Promise.race([ending, patience(shutdownPatienceMs)]);
      for (const api of [context, propagation, trace, metrics]) api.disable();
      forgetInstruments();
    },
  };
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
