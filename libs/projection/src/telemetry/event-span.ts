import type { Event } from '@hormesis/events';
import { type Link, SpanStatusCode, trace } from '@opentelemetry/api';

/** Does the work in a span that links to the trace in which the event began. */
export function inEventSpan<T>(reaction: string, event: Event, work: () => Promise<T>): Promise<T> {
  const options = {
    links: linksTo(event.traceparent),
    attributes: {
      'hormesis.reaction': reaction,
      'hormesis.event.id': event.id,
      'hormesis.event.name': event.name,
    },
  };
  return trace.getTracer('hormesis').startActiveSpan(`${reaction} ${event.name}`, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

function linksTo(traceparent: string | undefined): Link[] {
  const parts = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '');
  const [, traceId, spanId, flags] = parts ?? [];
  if (!traceId || !spanId || !flags) return [];
  return [{ context: { traceId, spanId, traceFlags: Number.parseInt(flags, 16) } }];
}
