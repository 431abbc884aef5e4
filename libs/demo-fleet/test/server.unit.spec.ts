import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { services } from '../src/fleet/cast.js';
import { Random } from '../src/fleet/random.js';
import { resume } from '../src/live/resume.js';
import { receiveRollbacks } from '../src/live/rollback-receiver.js';
import { Client, Refused } from '../src/sending/client.js';
import { deployed } from '../src/sending/statements.js';

type Answer = { status: number; body?: unknown };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server that answers as the test says. */
async function serve(answer: (request: IncomingMessage, body: unknown) => Answer) {
  const server = createServer(async (request, response) => {
    const sent = request.method === 'GET' ? undefined : await json(request);
    const { status, body } = answer(request, sent);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const said: string[] = [];
  const end = new AbortController();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const client = new Client({ url, token: 't', signal: end.signal, say: (line) => said.push(line) });
  return { client, said, end };
}

const event = deployed({
  service: 'web',
  version: 2,
  previousVersion: 1,
  summary: 'x',
  author: { authtype: 'user', authid: 'ana' },
  at: new Date(),
});

describe('the client', () => {
  it('waits for a server that is away, and says so once', async () => {
    let asked = 0;
    const { client, said } = await serve(() => {
      asked += 1;
      return { status: asked < 5 ? 503 : 202, body: { events: [] } };
    });
    await client.send([event]);
    expect(client.sent).toBe(1);
    expect(said).toEqual(['The server does not answer; waiting for it…', 'The server is back.']);
  });

  it('does not send again what was refused', async () => {
    let asked = 0;
    const { client } = await serve(() => {
      asked += 1;
      return { status: 401 };
    });
    await expect(client.send([event])).rejects.toMatchObject({ name: 'Refused', forGood: true });
    expect(asked).toBe(1);
  });

  it('notices when part of a batch was not taken', async () => {
    const { client } = await serve(() => ({ status: 207, body: { accepted: [], problem: { title: 'no' } } }));
    await expect(client.send([event])).rejects.toThrow(Refused);
  });

  it('gives up when told to end', async () => {
    const { client, end } = await serve(() => ({ status: 503 }));
    setTimeout(() => end.abort(), 50);
    await expect(client.send([event])).rejects.toThrow();
  });
});

describe('a fleet that comes back', () => {
  const pages: Record<string, unknown> = {
    '/api/deployments': {
      items: [
        { service: 'web', version: 'v41' },
        { service: 'theirs', version: 'abc' },
      ],
    },
    '/api/incidents': { items: [{ id: 'inc-1' }, { id: 'inc-2' }] },
    '/api/incidents/inc-1': { service: 'web', anomalies: ['somebody-elses', 'web-1a2b'] },
    '/api/incidents/inc-2': { service: 'theirs', anomalies: ['theirs-1'] },
  };

  it('goes on with the versions that run and the alerts that are open', async () => {
    const { client } = await serve(({ url }) => ({
      status: 200,
      body: pages[String(url).split('?')[0] ?? ''],
    }));
    const { states, isNew } = await resume(client, new Random(1));
    expect(isNew).toBe(false);
    expect(states).toHaveLength(services.length);
    expect(states.find(({ service }) => service.name === 'web')).toMatchObject({
      version: 41,
      newest: 42,
      alert: { id: 'web-1a2b' },
    });
    expect(states.filter(({ alert }) => alert)).toHaveLength(1);
  });

  it('is new where only others are known', async () => {
    const { client } = await serve(() => ({ status: 200, body: { items: [] } }));
    expect((await resume(client, new Random(1))).isNew).toBe(true);
  });
});

describe('the rollback receiver', () => {
  const secret = `whsec_${Buffer.from('a secret of the test').toString('base64')}`;

  async function ask(port: number, { id = 'msg-1', action = 'act-1', sign = secret } = {}) {
    const body = JSON.stringify({ data: { action, service: 'web', environment: 'production' } });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const key = Buffer.from(sign.replace('whsec_', ''), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    return fetch(`http://127.0.0.1:${port}/rollback`, { method: 'POST', body, headers });
  }

  it('does what is signed once, and answers the same each time', async () => {
    const done: string[] = [];
    const port = await freePort();
    const receiver = await receiveRollbacks({ port, secret }, async ({ action }) => {
      done.push(action);
    });
    expect((await ask(port)).status).toBe(200);
    expect((await ask(port)).status).toBe(200);
    expect((await ask(port, { id: 'msg-2' })).status).toBe(200);
    expect((await ask(port, { id: 'msg-2', action: 'act-2' })).status).toBe(200);
    expect((await ask(port, { sign: 'whsec_b3RoZXI=' })).status).toBe(401);
    expect(done).toEqual(['act-1', 'act-2']);
    await receiver.close();
  });

  it('says why it failed', async () => {
    const port = await freePort();
    const receiver = await receiveRollbacks({ port, secret }, async () => {
      throw new Error('no such service');
    });
    const answer = await ask(port);
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { status: 'failed', reason: 'no such service' },
    ]);
    await receiver.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
