import {
  type Attributes,
  type Context,
  context,
  type Link,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

export { SpanKind } from '@opentelemetry/api';

export type SpanDetails = {
  /** Default: internal. */
  kind?: SpanKind;
  attributes?: Attributes;
  links?: readonly Link[];
  /** Begin a new trace, also inside a span. */
  root?: boolean;
  /** The context to begin in. Default: the active one. */
  parent?: Context;
};

/** What spans are made with, for those who need more than {@link withSpan}. */
export function tracer(): Tracer {
  return trace.getTracer('hormesis');
}

/** Does the work in a span that is active meanwhile; an error marks the span and is thrown on. */
export function withSpan<T>(
  name: string,
  {
    kind = SpanKind.INTERNAL,
    attributes = {},
    links = [],
    root = false,
    parent = context.active(),
  }: SpanDetails,
  run: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(
    name,
    { kind, attributes, links: [...links], root },
    parent,
    async (span) => {
      try {
        return await run(span);
      } catch (error) {
        failSpan(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

export function failSpan(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error));
  span.setAttribute('error.type', errorType(error));
  span.setStatus({
    code: SpanStatusCode.ERROR,
    message: error instanceof Error ? error.message : String(error),
  });
}

/** A short name for the kind of error, as the convention `error.type` asks for. */
export function errorType(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
