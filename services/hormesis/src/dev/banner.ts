import { relative } from 'node:path';
import { out } from '../cli/colour.js';
import { table } from '../cli/table.js';
import type { InstanceDescription } from './start-instance.js';

/** What a person reads after the start: where everything is, and what to try next. */
export function banner(instance: InstanceDescription): string[] {
  const { url, token, version, brokers } = instance;
  return [
    '',
    `${out.bold(`hormesis ${version}`)}  development server (data is kept in ${relative(process.cwd(), instance.data) || '.'})`,
    '',
    ...table([
      ['  UI', url],
      ['  API', `${url}/api      (OpenAPI: ${url}/api/docs)`],
      ['  Events', `${url}/v1/events`],
      ['  Flags', `${url}/ofrep/v1`],
      ['  Metrics', `${url}/metrics`],
      [
        '  OTLP',
        instance.otlp ? `exporting to ${instance.otlp}` : 'not exporting (set OTEL_EXPORTER_OTLP_ENDPOINT)',
      ],
      ['  Log', brokers ? `Kafka at ${brokers.join(', ')}` : 'Postgres, in the database'],
      ['  Database', instance.database],
      ['  Token', token ? `${token}  (only for this server)` : 'as set in HORMESIS_TOKENS'],
    ]),
    '',
    instance.demo
      ? '  Demo       12 services, people and agents; an incident is on its way  (--empty to start without)'
      : '  Demo       off',
    '',
    `Next: open ${out.underline(url)}, or run  ${out.cyan('npx hormesis status')}`,
  ];
}
