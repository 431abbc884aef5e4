import type { ServerResponse } from 'node:http';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { context, propagation, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { Observable } from 'rxjs';
import { record, secondsSince } from '../metrics/instruments.js';
import { SpanKind, tracer } from '../tracing/with-span.js';

/** What is used of Fastify's request and reply. */
type Request = {
  method: string;
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  routeOptions?: { url?: string };
};
type Reply = { raw: ServerResponse };

const untold = /^\/(metrics|health)(\/|$|\?)/;

/** One server span for each request, continuing the caller's trace; it is active while the request is handled. */
@Injectable()
export class RequestInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = execution.switchToHttp();
    const request = http.getRequest<Request>();
    if (execution.getType() !== 'http' || untold.test(request.url)) return next.handle();

    const route = request.routeOptions?.url ?? 'unknown';
    const caller = propagation.extract(context.active(), request.headers);
    const attributes = {
      'http.request.method': request.method,
      'http.route': route,
      'url.path': request.url.split('?')[0] ?? '',
    };
    const span = tracer().startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes },
      caller,
    );
    endWithAnswer(span, http.getResponse<Reply>().raw, { method: request.method, route });
    const active = trace.setSpan(caller, span);
    return new Observable((subscriber) => context.with(active, () => next.handle().subscribe(subscriber)));
  }
}

/** Only the end of the answer tells its status: filters may still turn an error into one. */
function endWithAnswer(
  span: Span,
  answer: ServerResponse,
  { method, route }: { method: string; route: string },
): void {
  const start = performance.now();
  answer.once('close', () => {
    const status = answer.statusCode;
    span.setAttribute('http.response.status_code', status);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    if (isStream(answer)) return;
    record('http.server.request.duration', secondsSince(start), {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
    });
  });
}

/** A live stream lasts as long as its reader likes. */
function isStream(answer: ServerResponse): boolean {
  return String(answer.getHeader('content-type') ?? '').startsWith('text/event-stream');
}
