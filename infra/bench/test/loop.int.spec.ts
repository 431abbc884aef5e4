import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../dist/loop.bench.js', import.meta.url));
let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** As much of the system as the benchmark meets: a flag is on once it is ramped, and off once there is an anomaly. */
async function startSystem(fails: (call: string) => boolean = () => false) {
  const calls: string[] = [];
  const on = new Set<string>();
  const incidents: { service: string }[] = [];
  server = createServer(async (request, response) => {
    const sent = request.method === 'GET' ? {} : ((await json(request)) as Record<string, unknown>);
    const path = request.url ?? '';
    const call = `${request.method} ${path.split('?')[0]}`;
    calls.push(call);
    const flag = path.split('/').find((part) => part.startsWith('bench-')) ?? '';
    if (call.endsWith('/ramp') && sent.percentage === 100) on.add(flag);
    if (path === '/v1/events') {
      const name = String(sent.id).replace('anomaly', 'bench');
      on.delete(name);
      incidents.push({ service: name });
    }
    const value = path.includes('/ofrep/') && on.has(flag) ? { value: true } : {};
    const status = fails(call) ? 500 : 200;
    response.writeHead(status).end(JSON.stringify({ log: 'postgres', items: incidents, ...value }));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function measure(url: string, ...options: string[]) {
  const args = [program, '--json', '--url', url, '--rate', '500', ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { code, errors, result: JSON.parse(out) };
}

describe('the benchmark of the loop', () => {
  it('ramps each flag to all users before its anomaly, and measures until it is off again', async () => {
    const { url, calls } = await startSystem();
    const { code, result } = await measure(url, '--count', '1');
    expect(code).toBe(0);
    expect(result).toMatchObject({
      lost: 0,
      failed: 0,
      intakeToIncidentVisibleMs: { count: 1 },
      anomalyToFlagEvaluationChangedMs: { count: 1 },
    });
    const steps = calls.map((call) => call.replace(/bench-[a-z0-9]+-0/, 'FLAG'));
    expect(steps.indexOf('POST /api/flags/FLAG/ramp')).toBeGreaterThan(steps.indexOf('PUT /api/flags/FLAG'));
    expect(steps.indexOf('POST /v1/events')).toBeGreaterThan(steps.indexOf('POST /api/flags/FLAG/ramp'));
  });

  it('counts those that fail, says why, and measures the others', async () => {
    const { url } = await startSystem((call) => /PUT .*-1$/.test(call));
    const { code, errors, result } = await measure(url, '--count', '5');
    expect(code).toBe(1);
    expect(errors).toMatch(/^hormesis: PUT \/api\/flags\/bench-.*-1: 500 [^\n]*\n$/);
    expect(result).toMatchObject({ failed: 1, anomalyToFlagEvaluationChangedMs: { count: 4 } });
  });
});
