import { isReadable, type LogRecord } from '@hormesis/log';
import type { Link } from '@opentelemetry/api';

const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const mostLinks = 64;

/** Links to the traces in which these records began, each once, at most 64. */
export function linksOf(records: readonly LogRecord[]): Link[] {
  const links = new Map<string, Link>();
  for (const record of records) {
    if (links.size === mostLinks) break;
    const parent = isReadable(record) ? record.event.traceparent : undefined;
    const [, traceId, spanId, flags] = traceparent.exec(parent ?? '') ?? [];
    if (!parent || !traceId || !spanId || !flags || links.has(parent)) continue;
    links.set(parent, { context: { traceId, spanId, traceFlags: Number.parseInt(flags, 16) } });
  }
  return [...links.values()];
}
