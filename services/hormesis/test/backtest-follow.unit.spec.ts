import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Backtest } from '@hormesis/api';
import { afterEach, describe, expect, it } from 'vitest';
import { barView } from '../src/backtest/bar-view.js';
import { follow } from '../src/backtest/follow.js';
import { Server } from '../src/cli/server.js';

const asked: Backtest = {
  id: 'bt-1',
  of: 'rules',
  proposal: null,
  name: 'checkout.yml',
  state: 'waiting',
  progress: 0,
  etaMs: null,
  startedAt: '2026-01-05T08:00:00.000Z',
  endedAt: null,
  reports: [],
  problem: null,
};

let http: HttpServer | undefined;
afterEach(() => http?.close());

/** A server that gives one answer after the other, the last one for ever. */
async function serving(...answers: readonly Partial<Backtest>[]) {
  const requests: string[] = [];
  let at = 0;
  http = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const answer = answers[Math.min(at, answers.length - 1)];
    at += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...asked, ...answer }));
  });
  await new Promise<void>((listening) => http?.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  return { server: new Server(`http://127.0.0.1:${port}`, 'token'), requests };
}

describe('following a backtest', () => {
  it('looks until it has ended', async () => {
    const { server, requests } = await serving(
      { state: 'running', progress: 0.5 },
      { state: 'done', progress: 1 },
    );
    expect(await follow(server, asked, { quiet: true })).toMatchObject({ state: 'done' });
    expect(requests).toEqual(['GET /api/backtests/bt-1', 'GET /api/backtests/bt-1']);
  });

  it('calls it off on the server when it is interrupted', async () => {
    const { server, requests } = await serving({ state: 'running' });
    const following = follow(server, asked, { quiet: true });
    process.emit('SIGINT');
    await expect(following).rejects.toMatchObject({ code: 'interrupted' });
    expect(requests).toContain('DELETE /api/backtests/bt-1');
  });
});

describe('the bar', () => {
  const shown = (isTTY: boolean) => {
    const written: string[] = [];
    const stream = {
      isTTY,
      columns: 100,
      write: (text: string | Uint8Array) => written.push(String(text)) > 0,
    };
    const view = barView({}, stream as unknown as NodeJS.WriteStream);
    for (const progress of [0, 0.31, 0.32, 0.9])
      view.show({ name: 'checkout.yml', state: 'running', progress, etaMs: 12_000, problem: null });
    view.clear();
    return written.join('');
  };

  it('is one line that changes on a terminal', () => {
    expect(shown(true)).toMatch(/checkout\.yml {2}█+░+ {2}32 %, about 12 s left/);
    expect(shown(true)).not.toContain('\n');
  });

  it('is a line for each tenth elsewhere', () => {
    expect(shown(false).trimEnd().split('\n')).toHaveLength(3);
  });
});
