import type { Page, Status } from '@hormesis/api';
import { messageOf } from '../cli/output.js';
import type { Server } from '../cli/server.js';
import { ago } from '../cli/table.js';

export type Finding = { level: 'good' | 'odd' | 'wrong'; what: string; detail: string; advice?: string };

/** More than this many events behind is worth a look. */
const tolerableLag = 100;

/** What a look at the server from outside shows, one finding a part. */
export async function findings(server: Server): Promise<Finding[]> {
  const ready = await attempt('server', async () => {
    await server.json('/health/ready');
    return { level: 'good', what: 'server', detail: `ready at ${server.url}` };
  });
  if (ready.level === 'wrong') return [ready];
  return [ready, ...(await projections(server)), await attempt('quarantine', () => quarantine(server))];
}

async function projections(server: Server): Promise<Finding[]> {
  try {
    const status = await server.json<Status>('/api/status');
    return [
      {
        level: status.lastEventAt ? 'good' : 'odd',
        what: 'log',
        detail: `${status.log}, ${status.lastEventAt ? `last event ${ago(status.lastEventAt)}` : 'no event yet'}`,
      },
      ...status.projections.map(projectionFinding),
    ];
  } catch (error) {
    return [{ level: 'wrong', what: 'status', detail: messageOf(error) }];
  }
}

function projectionFinding({ name, behind, parked }: Status['projections'][number]): Finding {
  const what = `projection ${name}`;
  if (parked > 0) {
    return {
      level: 'wrong',
      what,
      detail: `${parked} events parked`,
      advice:
        'it could not take these in, and what follows them under the same key waits. See projection.dead_letter.',
    };
  }
  if (behind > tolerableLag) {
    return {
      level: 'odd',
      what,
      detail: `${behind} events behind`,
      advice: 'run one more projector if this does not shrink.',
    };
  }
  return { level: 'good', what, detail: behind === 0 ? 'up to date' : `${behind} events behind` };
}

async function quarantine(server: Server): Promise<Finding> {
  const { items } = await server.json<Page<{ id: string }>>('/v1/quarantine?limit=50');
  if (items.length === 0) return { level: 'good', what: 'quarantine', detail: 'empty' };
  return {
    level: 'odd',
    what: 'quarantine',
    detail: `${items.length}${items.length === 50 ? ' or more' : ''} deliveries that could not be read`,
    advice: 'GET /v1/quarantine shows what came in and why it was not read.',
  };
}

async function attempt(what: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    return { level: 'wrong', what, detail: messageOf(error) };
  }
}
