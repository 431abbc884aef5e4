import { type MetricsRequest, metricsRequest } from './messages/metrics.js';
import { type TracesRequest, tracesRequest } from './messages/traces.js';
import type { Message } from './wire/message.js';
import type { Read } from './wire/read.js';
import { readBinary } from './wire/read-binary.js';
import { readJson } from './wire/read-json.js';
import { Unreadable } from './wire/unreadable.js';

/** How a request is written, and its answer. */
export type Encoding = 'protobuf' | 'json';

/** Reads an `ExportMetricsServiceRequest`. @throws Unreadable */
export function decodeMetrics(bytes: Uint8Array, encoding: Encoding): MetricsRequest {
  return decode(bytes, encoding, metricsRequest);
}

/** Reads an `ExportTraceServiceRequest`. @throws Unreadable */
export function decodeTraces(bytes: Uint8Array, encoding: Encoding): TracesRequest {
  return decode(bytes, encoding, tracesRequest);
}

function decode<const M extends Message>(bytes: Uint8Array, encoding: Encoding, message: M): Read<M> {
  return encoding === 'json' ? readJson(textOf(bytes), message) : readBinary(bytes, message);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Unreadable('The body is not in UTF-8.');
  }
}
