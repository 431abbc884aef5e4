import { type HttpHeaders, headerOf } from '@hormesis/events';
import { isSpanContextValid, trace } from '@opentelemetry/api';

/** The trace that is under way here, else the one that the request names, as a W3C `traceparent`. */
export function traceOf(headers: HttpHeaders): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (span && isSpanContextValid(span)) {
    return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
  }
  const sent = headerOf(headers, 'traceparent');
  return sent !== undefined && /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(sent)
    ? sent
    : undefined;
}
