import type { PrometheusStatus } from '@hormesis/intake-service';
import { ago } from '../cli/ago.js';
import { CliError } from '../cli/cli-error.js';
import type { Server } from '../cli/server.js';
import type { Finding } from './finding.js';

/** What comes of the queries that Prometheus is asked; nothing where none is configured. */
export async function prometheusFindings(server: Server): Promise<Finding[]> {
  try {
    const { queries } = await server.json<PrometheusStatus>('/v1/prometheus');
    return queries.map(findingOf);
  } catch (error) {
    // A server of before knows no such address, and asks no Prometheus.
    if (error instanceof CliError) return [];
    throw error;
  }
}

export function findingOf(query: PrometheusStatus['queries'][number]): Finding {
  const what = `Prometheus ${query.name}`;
  if (query.error !== null) {
    const since = query.failingSince === null ? '' : `, since ${ago(query.failingSince)}`;
    return {
      level: 'wrong',
      what,
      detail: `${query.error}${since}`,
      remedy:
        'Mend the query or the address in HORMESIS_PROMETHEUS_FILE; what was missed is asked for later, up to 10 minutes back.',
    };
  }
  if (query.doneUntil === null) return { level: 'note', what, detail: 'was not asked yet' };
  if (query.windowsUntil === query.doneUntil) {
    return { level: 'good', what, detail: `windows until ${ago(query.windowsUntil)}` };
  }
  return {
    level: 'odd',
    what,
    detail:
      query.windowsUntil === null ? 'gave no data yet' : `gave no data since ${ago(query.windowsUntil)}`,
    remedy:
      'Run the query in Prometheus: without a total, or without the label that names the service, there is no window.',
  };
}
