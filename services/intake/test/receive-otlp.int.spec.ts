import { gzipSync } from 'node:zlib';
import { isEvent } from '@hormesis/events';
import { context, SpanKind, trace } from '@opentelemetry/api';
import { OTLPMetricExporter as JsonMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtoMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as JsonTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIntake } from './start-intake.js';

let intake: Awaited<ReturnType<typeof startIntake>>;
let isLogDown = false;
beforeAll(async () => {
  intake = await startIntake(
    (log) =>
      new Proxy(log, {
        get: (target, name) => {
          if (name === 'append' && isLogDown) return () => Promise.reject(new Error('down'));
          const value = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
    { now: () => new Date() },
  );
});
afterAll(() => intake.stop());

const authorization = 'Bearer ci-secret-1';
const resourceOf = (service: string) =>
  resourceFromAttributes({
    'service.name': service,
    'service.version': 'v413',
    'service.instance.id': 'one',
    'deployment.environment.name': 'production',
  });

async function windowsOf(service: string) {
  const events = await intake.eventsOn('hormesis.signals');
  return events.flatMap((event) =>
    isEvent(event, 'signal.measured') && event.data.service.id === service ? [event] : [],
  );
}

/** A service that measures with the SDK, and sends when it is told to. */
function measuring(
  service: string,
  Exporter: typeof JsonMetricExporter | typeof ProtoMetricExporter,
  temporality: AggregationTemporality,
  compression = 'none',
) {
  const reader = new PeriodicExportingMetricReader({
    exporter: new Exporter({
      url: `${intake.url}/v1/metrics`,
      headers: { authorization },
      temporalityPreference: temporality as never,
      compression: compression as never,
    }),
    exportIntervalMillis: 3_600_000,
  });
  const provider = new MeterProvider({ resource: resourceOf(service), readers: [reader] });
  const meter = provider.getMeter('test');
  meter.createObservableGauge('process.memory').addCallback((result) => result.observe(7));
  const duration = meter.createHistogram('http.server.request.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.005, 0.1, 1] },
  });
  return {
    serve: (times: number, status: number, seconds: number) => {
      for (let n = 0; n < times; n += 1) duration.record(seconds, { 'http.response.status_code': status });
    },
    send: () => provider.forceFlush(),
    end: () => provider.shutdown(),
  };
}

describe('metrics of the OpenTelemetry SDK', () => {
  it.each([
    ['protobuf, delta', ProtoMetricExporter, AggregationTemporality.DELTA, 'none'],
    ['protobuf, cumulative, gzip', ProtoMetricExporter, AggregationTemporality.CUMULATIVE, 'gzip'],
    ['JSON, delta, gzip', JsonMetricExporter, AggregationTemporality.DELTA, 'gzip'],
    ['JSON, cumulative', JsonMetricExporter, AggregationTemporality.CUMULATIVE, 'none'],
  ] as const)('are windows on the log: %s', async (name, Exporter, temporality, compression) => {
    const service = name.replaceAll(/\W+/g, '-');
    const { serve, send, end } = measuring(service, Exporter, temporality, compression);
    serve(20, 200, 0.004);
    serve(3, 503, 2);
    await send();
    serve(10, 200, 0.004);
    await send();
    await end();
    const windows = await windowsOf(service);
    expect(windows.reduce((sum, { data }) => sum + data.total, 0)).toBe(33);
    expect(windows.reduce((sum, { data }) => sum + data.bad, 0)).toBe(3);
    expect(windows[0]).toMatchObject({
      source: `/otlp/${service}/one`,
      subject: `${service}/production/http.errors`,
      actor: { credential: 'ci' },
      data: {
        metric: 'http.errors',
        cohort: 'version:v413',
        environment: { id: 'production' },
        durationMs: 1_000,
      },
    });
    expect(windows[0]?.data.latency).toMatchObject({ count: 23, le: { '5': 20, '+Inf': 23 } });
    expect(windows[0]?.data.latency?.sumMs).toBeCloseTo(6_080, 6);
  });

  it('that the log could not take are told to come again, and none is lost', async () => {
    const { serve, send, end } = measuring('patient', ProtoMetricExporter, AggregationTemporality.CUMULATIVE);
    serve(5, 200, 0.1);
    isLogDown = true;
    const sending = send();
    await new Promise((resolve) => setTimeout(resolve, 300));
    isLogDown = false;
    await sending;
    await end();
    expect((await windowsOf('patient')).map(({ data }) => data.total)).toContain(5);
  });
});

describe('spans of the OpenTelemetry SDK', () => {
  const tracing = (service: string, Exporter: typeof JsonTraceExporter | typeof ProtoTraceExporter) => {
    const exporter = new Exporter({ url: `${intake.url}/v1/traces`, headers: { authorization } });
    return new TracerProvider({
      resource: resourceOf(service),
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    });
  };

  it('tell who calls whom', async () => {
    const web = tracing('web', JsonTraceExporter);
    const basket = tracing('basket', ProtoTraceExporter);
    for (let call = 0; call < 3; call += 1) {
      const client = web.getTracer('t').startSpan('GET', { kind: SpanKind.CLIENT });
      const at = trace.setSpan(context.active(), client);
      basket.getTracer('t').startSpan('GET /', { kind: SpanKind.SERVER }, at).end();
      client.end();
    }
    await Promise.all([web.shutdown(), basket.shutdown()]);
    const events = await intake.eventsOn('hormesis.signals');
    const calls = events.flatMap((event) => (isEvent(event, 'dependency.observed') ? [event] : []));
    expect(
      calls.map(({ data, source }) => [data.service.id, data.callee.id, data.environment.id, source]),
    ).toEqual([['web', 'basket', 'production', '/otlp/traces']]);
  });
});

const protobuf = 'application/x-protobuf';
const json = 'application/json';

describe('a request', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${intake.url}/v1/metrics`, {
      method: 'POST',
      headers: { authorization, 'content-type': json, ...headers },
      body,
    });
  const metric = (name: string, data: object) =>
    JSON.stringify({
      resourceMetrics: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'raw' } }] },
          scopeMetrics: [{ metrics: [{ name, ...data }] }],
        },
      ],
    });

  it('with nothing in it succeeds, and the answer is as empty', async () => {
    const answers = await Promise.all([post('{}'), post(new Uint8Array(), { 'content-type': protobuf })]);
    expect(answers.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
      [200, json],
      [200, protobuf],
    ]);
    expect(await answers[0]?.text()).toBe('{}');
    expect(await answers[1]?.text()).toBe('');
  });

  it('of which some points cannot be used says how many, and why', async () => {
    const gauge = { gauge: { dataPoints: [{ asDouble: 1 }, { asDouble: 2 }] } };
    const answer = await post(metric('http.server.request.duration', gauge));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      partialSuccess: {
        rejectedDataPoints: '2',
        errorMessage: 'http.server.request.duration is no sum and no histogram',
      },
    });
    expect(await (await post(metric('process.memory', gauge))).json()).toEqual({});
  });

  it('that is sent again counts once', async () => {
    const time = `${BigInt(Date.now()) * 1_000_000n}`;
    const start = `${BigInt(Date.now() - 5_000) * 1_000_000n}`;
    const point = { count: 4, startTimeUnixNano: start, timeUnixNano: time };
    const body = metric('http.server.request.duration', {
      unit: 's',
      histogram: { aggregationTemporality: 1, dataPoints: [point] },
    });
    await post(body);
    await post(body);
    expect(
      (await windowsOf('raw')).map(({ data }) => [data.total, data.cohort, data.environment.id]),
    ).toEqual([[4, 'all', 'production']]);
  });

  it.each([
    ['no JSON', 400, '{', {}],
    ['no protobuf', 400, 'not protobuf', { 'content-type': protobuf }],
    ['no gzip', 400, 'not gzip', { 'content-encoding': 'gzip' }],
    ['of another type', 415, '{}', { 'content-type': 'text/plain' }],
    ['packed otherwise', 415, '{}', { 'content-encoding': 'br' }],
    ['without a token', 401, '{}', { authorization: '' }],
    ['with a token that may only read', 403, '{}', { authorization: 'Bearer viewer-secret' }],
  ])('%s: %i, and a status that says so', async (_what, status, body, headers: Record<string, string>) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    const type = headers['content-type'] === protobuf ? protobuf : json;
    expect(answer.headers.get('content-type')).toBe(type);
    if (type === json) {
      expect(await answer.json()).toEqual({
        code: expect.any(Number),
        message: expect.stringMatching(/\.$/),
      });
    }
  });

  it('larger than an event may be is taken, up to its own limit packed and unpacked', async () => {
    const padded = (mebibytes: number) => `{"padding":"${'x'.repeat(mebibytes * 1024 * 1024)}"}`;
    expect((await post(padded(2))).status).toBe(200);
    const bomb = await post(new Uint8Array(gzipSync(padded(33))), { 'content-encoding': 'gzip' });
    expect(bomb.status).toBe(413);
  });

  it('while the log is down: 503, and when to come again', async () => {
    isLogDown = true;
    const point = { asInt: 3, startTimeUnixNano: '1', timeUnixNano: `${BigInt(Date.now()) * 1_000_000n}` };
    const sum = { sum: { isMonotonic: true, aggregationTemporality: 1, dataPoints: [point] } };
    const start = `${BigInt(Date.now() - 1_000) * 1_000_000n}`;
    const body = metric('http.server.request.duration', sum).replace(
      '"startTimeUnixNano":"1"',
      `"startTimeUnixNano":"${start}"`,
    );
    const answer = await post(body);
    isLogDown = false;
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await answer.json()).toMatchObject({ code: 14 });
  });
});
