import { SpanStatusCode } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tracedLog } from '../src/traced-log.js';
import { SpanKind, withSpan } from '../src/tracing/with-span.js';
import { event, LogInMemory, type Observed, startObserved } from './helpers.js';

const elsewhere = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
let observed: Observed;

beforeEach(() => {
  observed = startObserved();
});
afterEach(() => observed.shutdown());

describe('a traced log', () => {
  it('links the trace of a reader to the span in which the event was appended', async () => {
    const log = tracedLog(new LogInMemory());
    await log.consume({
      group: 'projector',
      topics: ['t'],
      positionOf: async () => 0,
      handle: async () => undefined,
    });
    await withSpan('POST /v1/events', { kind: SpanKind.SERVER }, () =>
      log.append('t', [{ key: 'k', event: event() }]),
    );

    const [request, append, process] = ['POST /v1/events', 'append t', 'process t'].map(observed.span);
    expect(append?.spanContext().traceId).toBe(request?.spanContext().traceId);
    expect(process?.kind).toBe(SpanKind.CONSUMER);
    expect(process?.spanContext().traceId).not.toBe(request?.spanContext().traceId);
    expect(process?.links.map(({ context }) => context.spanId)).toEqual([append?.spanContext().spanId]);
    expect(process?.attributes).toMatchObject({
      'messaging.destination.name': 't',
      'messaging.consumer.group.name': 'projector',
      'messaging.batch.message_count': 1,
    });
  });

  it('leaves an event in the trace that it came with, and links the append to it', async () => {
    const memory = new LogInMemory();
    await tracedLog(memory).append('t', [{ key: 'k', event: event({ traceparent: elsewhere }) }]);
    expect(memory.entries[0]?.event.traceparent).toBe(elsewhere);
    expect(observed.span('append t').links.map(({ context }) => context.spanId)).toEqual([
      'b7ad6b7169203331',
    ]);
  });

  it('links a batch to at most 16 spans, each once', async () => {
    const log = tracedLog(new LogInMemory());
    await log.consume({ topics: ['t'], positionOf: async () => 0, handle: async () => undefined });
    const entries = Array.from({ length: 40 }, (_, n) => ({
      key: 'k',
      event: event({
        id: `e-${n}`,
        traceparent: `00-${'1'.repeat(32)}-${String((n >> 1) + 1).padStart(16, '0')}-01`,
      }),
    }));
    await log.append('t', entries);
    expect(new Set(observed.span('process t').links.map(({ context }) => context.spanId)).size).toBe(16);
  });

  it('marks the span of a reader that fails, and throws on', async () => {
    const log = tracedLog(new LogInMemory());
    const handle = () => Promise.reject(new TypeError('no such column'));
    await log.consume({ topics: ['t'], positionOf: async () => 0, handle });
    await expect(log.append('t', [{ key: 'k', event: event() }])).rejects.toThrow('no such column');
    expect(observed.span('process t').status.code).toBe(SpanStatusCode.ERROR);
    expect(observed.span('process t').attributes['error.type']).toBe('TypeError');
  });

  it('counts and times', async () => {
    await tracedLog(new LogInMemory()).append('t', [{ key: 'k', event: event() }]);
    const text = await observed.renderMetrics();
    expect(text).toContain('hormesis_log_appended_total{topic="t"} 1');
    expect(text).toContain('hormesis_log_append_duration_seconds_count{topic="t"} 1');
    expect(text).toContain('hormesis_log_append_duration_seconds_bucket{topic="t",le="0.001"}');
  });

  it('offers what its adapter offers besides', async () => {
    const memory = new LogInMemory();
    const log = tracedLog(memory);
    expect('appendWithin' in log && 'wake' in log).toBe(true);
    await withSpan('decide', {}, () => log.appendWithin({}, 't', [{ key: 'k', event: event() }]));
    expect(log.wake()).toBe(1);
    expect(memory.entries[0]?.event.traceparent).toContain(observed.span('decide').spanContext().traceId);
  });
});
