import { type Message, many, maybe, one } from '../wire/message.js';
import type { Read } from '../wire/read.js';
import { attributesAt, resource } from './common.js';

// After opentelemetry-proto v1.11.0, trace/v1/trace.proto: what the call graph is learnt from.

const span = {
  traceId: one(1, 'hex'),
  spanId: one(2, 'hex'),
  parentSpanId: one(4, 'hex'),
  name: one(5, 'text'),
  kind: one(6, 'small'),
  startTimeUnixNano: one(7, 'nanos'),
  endTimeUnixNano: one(8, 'nanos'),
  attributes: attributesAt(9),
} as const satisfies Message;

export const tracesRequest = {
  resourceSpans: many(1, {
    resource: maybe(1, resource),
    scopeSpans: many(2, { spans: many(2, span) }),
  }),
} as const satisfies Message;

/** The kinds of spans that show calls. */
export const spanKind = { server: 2, client: 3 } as const;

export type TracesRequest = Read<typeof tracesRequest>;
export type Span = Read<typeof span>;
