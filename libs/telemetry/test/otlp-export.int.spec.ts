import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { count } from '../src/metrics/instruments.js';
import { startTelemetry } from '../src/start-telemetry.js';
import { withSpan } from '../src/tracing/with-span.js';

it('exports traces and metrics by OTLP over HTTP where OTEL_EXPORTER_OTLP_ENDPOINT says', async () => {
  const received = new Map<string, string>();
  const collector = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.set(request.url ?? '', body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  const port = await new Promise<number>((resolve) => {
    collector.listen(0, '127.0.0.1', () => {
      const address = collector.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${port}`;
  const telemetry = startTelemetry({ service: 'hormesis-intake', version: '1' });
  await withSpan('POST /v1/events', {}, async () =>
    count('hormesis.intake.events', 1, { outcome: 'stored' }),
  );
  await telemetry.shutdown();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  collector.close();

  expect(received.get('/v1/traces')).toContain('"name":"POST /v1/events"');
  expect(received.get('/v1/traces')).toContain('hormesis-intake');
  expect(received.get('/v1/metrics')).toContain('"name":"hormesis.intake.events"');
});
