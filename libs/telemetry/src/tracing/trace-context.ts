import type { Event } from '@hormesis/events';
import { isSpanContextValid, type Link, type Span, type SpanContext, trace } from '@opentelemetry/api';

const traceparentPattern = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/;

/** The W3C `traceparent` of a span, by default the active one; `undefined` without a span. */
export function traceparentOf(span: Span | undefined = trace.getActiveSpan()): string | undefined {
  const context = span?.spanContext();
  if (!context || !isSpanContextValid(context)) return undefined;
  const flags = context.traceFlags.toString(16).padStart(2, '0');
  return `00-${context.traceId}-${context.spanId}-${flags}`;
}

/** The span that a `traceparent` names; `undefined` if it names none. */
export function spanContextOf(traceparent: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = traceparentPattern.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

/** A link to the span in which an event began; `undefined` for an event of no trace. */
export function linkTo(event: Pick<Event, 'traceparent'>): Link | undefined {
  const context = spanContextOf(event.traceparent);
  return context && { context };
}

const mostLinks = 16;

/** Links to the spans in which these events began, each once, at most 16. */
export function linksTo(events: Iterable<Pick<Event, 'traceparent'>>): Link[] {
  const links = new Map<string, Link>();
  for (const event of events) {
    if (links.size === mostLinks) break;
    const link = linkTo(event);
    if (link) links.set(link.context.spanId, link);
  }
  return [...links.values()];
}

/** The event with the active span's `traceparent`; an event that has one keeps it. */
export function injectTrace<E extends Event>(event: E): E {
  if (event.traceparent !== undefined) return event;
  const traceparent = traceparentOf();
  return traceparent === undefined ? event : { ...event, traceparent };
}
