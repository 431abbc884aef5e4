import { context, SpanKind, trace } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { CallGraph, decodeTraces, type TracesRequest } from '../src/index.js';

const hour = 60 * 60 * 1_000;

/** A service that makes spans, and what it would send. */
function tracing(service: string, environment = 'production') {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'deployment.environment.name': environment,
    }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('test');
  return {
    span(
      kind: SpanKind,
      parent?: ReturnType<typeof tracer.startSpan>,
      attributes: Record<string, string> = {},
    ) {
      const at = parent ? trace.setSpan(context.active(), parent) : context.active();
      return tracer.startSpan('work', { kind, attributes }, at);
    },
    sent: (): ReadableSpan[] => {
      const spans = exporter.getFinishedSpans();
      exporter.reset();
      return spans;
    },
  };
}

const inBoth = (spans: ReadableSpan[]): TracesRequest => {
  const binary = decodeTraces(ProtobufTraceSerializer.serializeRequest(spans)!, 'protobuf');
  expect(decodeTraces(JsonTraceSerializer.serializeRequest(spans)!, 'json')).toEqual(binary);
  return binary;
};

/** A call of `payments` by `checkout`, as each of them would send it. */
function oneCall(attributes: Record<string, string> = {}) {
  const [checkout, payments] = [tracing('checkout'), tracing('payments')];
  const client = checkout.span(SpanKind.CLIENT, undefined, attributes);
  const server = payments.span(SpanKind.SERVER, client);
  server.end();
  client.end();
  return { client: inBoth(checkout.sent()), server: inBoth(payments.sent()) };
}

const graph = () => new CallGraph({ environment: 'test' });
const edge = { service: 'checkout', environment: 'production', callee: 'payments' };

describe('who calls whom', () => {
  it('is learnt from a client span and the server span that it caused, whichever comes first', () => {
    const { client, server } = oneCall();
    const forwards = graph();
    expect(forwards.take(client, 0).calls).toEqual([]);
    expect(forwards.take(server, 0).calls).toEqual([edge]);
    const backwards = graph();
    expect(backwards.take(server, 0).calls).toEqual([]);
    expect(backwards.take(client, 0).calls).toEqual([edge]);
  });

  it.each([
    [{ 'peer.service': 'payments' }, 'payments'],
    [{ 'server.address': 'payments' }, 'payments'],
    [{ 'server.address': 'payments.shop.svc.cluster.local' }, 'payments'],
    [{ 'server.address': 'api.bank.example' }, 'api.bank.example'],
    [{ 'server.address': '10.1.2.3' }, undefined],
    [{ 'server.address': 'localhost' }, undefined],
  ])('is learnt from whom a client span names: %o', (attributes: Record<string, string>, callee) => {
    const { client } = oneCall(attributes);
    expect(
      graph()
        .take(client, 0)
        .calls.map((call) => call.callee),
    ).toEqual(callee ? [callee] : []);
  });

  it('is not what a service does within itself', () => {
    const checkout = tracing('checkout');
    const client = checkout.span(SpanKind.CLIENT);
    checkout.span(SpanKind.SERVER, client).end();
    client.end();
    expect(graph().take(inBoth(checkout.sent()), 0).calls).toEqual([]);
  });

  it('is stated once, then after an hour without calls, and once a day', () => {
    const learning = graph();
    const seen = (at: number) =>
      learning.take(oneCall({ 'peer.service': 'payments' }).client, at).calls.length;
    expect([0, 1, 0.5 * hour, 1.4 * hour, 2.4 * hour].map(seen)).toEqual([1, 0, 0, 0, 1]);
    const times = Array.from({ length: 60 }, (_, n) => (3 + n / 2) * hour);
    expect(times.filter((at) => seen(at) === 1)).toEqual([26.5 * hour]);
  });

  it('is stated again when it could not be kept', () => {
    const learning = graph();
    const { client } = oneCall({ 'peer.service': 'payments' });
    learning.take(client, 0).undo();
    expect(learning.take(client, 1).calls).toEqual([edge]);
  });

  it('stands in the environment that is said, else in that of the configuration', () => {
    const checkout = tracing('checkout', '');
    checkout.span(SpanKind.CLIENT, undefined, { 'peer.service': 'payments' }).end();
    expect(graph().take(inBoth(checkout.sent()), 0).calls).toEqual([{ ...edge, environment: 'test' }]);
  });
});
