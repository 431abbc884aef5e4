import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

export type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  links: { traceId: string; spanId: string }[];
};

export type SpanCollector = { url: string; spans(): Span[]; close(): Promise<void> };

type Export = {
  resourceSpans?: { scopeSpans?: { spans?: (Omit<Span, 'links'> & { links?: Span['links'] })[] }[] }[];
};

/** Takes OTLP over HTTP in JSON, as a team’s collector would, and keeps the spans. */
export async function listenForSpans(): Promise<SpanCollector> {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    try {
      const body = (await json(request)) as Export;
      for (const { scopeSpans = [] } of body.resourceSpans ?? []) {
        for (const scope of scopeSpans)
          spans.push(...(scope.spans ?? []).map((span) => ({ ...span, links: span.links ?? [] })));
      }
    } finally {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    spans: () => [...spans],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
