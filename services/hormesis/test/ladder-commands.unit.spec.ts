import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProgram } from '../src/program.js';

type Call = { method: string; url: string; body: unknown };

const calls: Call[] = [];
let answer: unknown = { events: [{ id: 'e-1', name: 'policy.changed', position: null }] };
let server: Server;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await text(request);
    calls.push({
      method: request.method ?? '',
      url: request.url ?? '',
      body: body === '' ? undefined : JSON.parse(body),
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((closed) => server.close(closed)));
afterEach(() => {
  calls.length = 0;
  vi.restoreAllMocks();
});

/** What the command prints. */
async function run(...args: string[]): Promise<string> {
  let printed = '';
  const print = (chunk: unknown) => {
    printed += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation(print);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createProgram().parseAsync([...args, '--url', url, '--token', 't'], { from: 'user' });
  return printed;
}

describe('hormesis policy', () => {
  it('sets only what is named', async () => {
    expect(await run('policy', 'set', 'kill', '--service', 'checkout', '--cap', 'none', '--no-pin')).toBe(
      'The guardian goes as far as kill for checkout in all environments.\n',
    );
    expect(calls).toEqual([
      {
        method: 'PUT',
        url: '/api/policy',
        body: {
          service: 'checkout',
          environment: '*',
          changeKind: '*',
          rung: 'kill',
          cap: null,
          pinned: false,
        },
      },
    ]);
  });

  it('declares a freeze of each week, and says what is wrong with another', async () => {
    const weekly = ['policy', 'freeze', '--reason', 'weekend', '--time-zone', 'Europe/Berlin', '--weekly'];
    await run(...weekly, 'Fri 16:00 - Mon 08:00');
    expect(calls[0]?.body).toMatchObject({
      weekly: { from: 'fri 16:00', to: 'mon 08:00', timeZone: 'Europe/Berlin' },
    });
    expect(await run(...weekly, 'on Friday')).toContain('Write it like "fri 16:00 - mon 08:00".');
    expect(calls).toHaveLength(1);
    process.exitCode = 0;
  });

  it('marks a change, or a version of a service', async () => {
    await run('policy', 'mark', '--change', 'c/1', '--reason', 'a migration');
    await run('policy', 'mark', '--service', 'ledger', '--release', 'v4', '--reason', 'a migration');
    await run('policy', 'unmark', 'version/ledger/*/v4');
    expect(calls).toEqual([
      { method: 'PUT', url: '/api/changes/c%2F1/mark', body: { reason: 'a migration' } },
      {
        method: 'POST',
        url: '/api/policy/marks',
        body: { service: 'ledger', version: 'v4', reason: 'a migration' },
      },
      { method: 'DELETE', url: '/api/policy/marks/version%2Fledger%2F*%2Fv4', body: undefined },
    ]);
  });
});

describe('hormesis actions', () => {
  it.each(['approve', 'stop', 'undo', 'confirm', 'reject'])('orders to %s one', async (order) => {
    await run('actions', order, 'act-1', ...(order === 'approve' ? [] : ['--reason', 'seen']));
    expect(calls).toMatchObject([{ method: 'POST', url: `/api/actions/act-1/${order}` }]);
  });

  it('lists them with their verdicts', async () => {
    answer = {
      items: [
        {
          ...{ id: 'act-1', incident: 'inc-1', service: 'checkout', environment: 'production', rule: null },
          ...{
            target: { kind: 'kill', flag: 'new-cart' },
            state: 'completed',
            reason: 'Flag new-cart is off.',
          },
          ...{ dryRun: false, at: new Date().toISOString(), completedAt: null, escalated: false },
          ...{ verdict: 'confirmed', verdictBy: 'recovery' },
        },
      ],
      next: null,
    };
    const printed = await run('actions', '--state', 'completed');
    expect(calls[0]?.url).toBe('/api/actions?limit=50&state=completed');
    expect(printed).toMatch(/act-1 +inc-1 +flag new-cart off +completed +right \(recovery\)/);
  });
});
