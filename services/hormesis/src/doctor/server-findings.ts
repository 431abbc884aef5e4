import type { Page, Status } from '@hormesis/api';
import { ago } from '../cli/ago.js';
import { CliError } from '../cli/cli-error.js';
import { Server, type ServerOptions } from '../cli/server.js';
import { auditFindings } from './audit-findings.js';
import { driftFinding } from './drift-finding.js';
import { executorFindings } from './executor-findings.js';
import { attempt, type Finding } from './finding.js';
import { outboxFinding } from './outbox-finding.js';
import { projectionFindings } from './projection-findings.js';
import { prometheusFindings } from './prometheus-findings.js';

/** What a look at the server from outside shows, one finding a part. */
export async function serverFindings(options: ServerOptions): Promise<{ url?: string; found: Finding[] }> {
  try {
    const server = Server.find(options);
    const found = await Promise.all([
      reachable(server),
      parts(server),
      auditFindings(server),
      quarantine(server),
      driftFinding(server),
      executorFindings(server),
      prometheusFindings(server),
    ]).catch((error: unknown) => [failure(error)]);
    return { url: server.url, found: found.flat() };
  } catch (error) {
    return { found: [failure(error)] };
  }
}

async function reachable(server: Server): Promise<Finding> {
  await server.json('/health/ready');
  return { level: 'good', what: 'server', detail: `ready at ${server.url}` };
}

function failure(error: unknown): Finding {
  const remedy = error instanceof CliError ? error.hint : undefined;
  return {
    level: 'wrong',
    what: 'server',
    detail: error instanceof Error ? error.message : String(error),
    ...(remedy ? { remedy } : {}),
  };
}

async function parts(server: Server): Promise<Finding[]> {
  const { log, lastEventAt, projections, outbox } = await server.json<Status>('/api/status');
  return [
    lastEvent(log, lastEventAt),
    outboxFinding(outbox),
    ...projections.flatMap((one) => projectionFindings(one)),
  ];
}

function lastEvent(log: string, at: string | null): Finding {
  if (at) return { level: 'good', what: 'log', detail: `${log}, last event ${ago(at)}` };
  return {
    level: 'odd',
    what: 'log',
    detail: `${log}, no event yet`,
    remedy: 'Send a first one: hormesis emit --help, or let a fleet use it: hormesis demo.',
  };
}

/** A token without the scope for it is no fault of the server. */
function quarantine(server: Server): Promise<Finding> {
  const look = async (): Promise<Finding> => {
    const { items } = await server.json<Page<{ id: string }>>('/v1/quarantine?limit=50');
    if (items.length === 0) return { level: 'good', what: 'quarantine', detail: 'empty' };
    return {
      level: 'odd',
      what: 'quarantine',
      detail: `${items.length}${items.length === 50 ? ' or more' : ''} deliveries could not be read`,
      remedy: `${server.url}/v1/quarantine shows what came in, and why it was not read.`,
    };
  };
  return attempt('quarantine', look, { level: 'odd', remedy: 'Look with a token that has the scope read.' });
}
