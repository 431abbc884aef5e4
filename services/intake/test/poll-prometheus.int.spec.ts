import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@hormesis/database';
import { isEvent } from '@hormesis/events';
import { intakeMigrations } from '@hormesis/intake-service';
import { startTestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PollLedger } from '../src/poll-prometheus/poll-ledger.js';
import { startIntake } from './start-intake.js';

const begin = Date.parse('2026-11-22T09:55:00Z');
const at = (seconds: number) => new Date(begin + seconds * 1_000);

/** Counters every second for five minutes: 20 requests a second, from the 200th on every tenth fails; v2 begins at 100. */
function openMetrics(): string {
  const lines = ['# TYPE http_requests counter', '# TYPE http_request_seconds histogram'];
  const series = (version: string, from: number) => {
    const labels = `job="checkout",version="${version}"`;
    const say = (name: string, more: string, value: (n: number) => number) => {
      for (let n = from; n <= 300; n += 1)
        lines.push(`${name}{${labels}${more}} ${value(n)} ${begin / 1_000 + n}`);
    };
    const total = (n: number) => (n - from) * 20;
    const bad = (n: number) => Math.max(0, n - 200) * 2;
    say('http_requests_total', ',code="200"', (n) => total(n) - bad(n));
    say('http_requests_total', ',code="500"', bad);
    say('http_request_seconds_bucket', ',le="0.1"', (n) => total(n) / 2);
    say('http_request_seconds_bucket', ',le="+Inf"', total);
    say('http_request_seconds_sum', '', (n) => total(n) * 0.05);
  };
  series('v1', 0);
  series('v2', 100);
  const [types, rest] = [lines.slice(0, 2), lines.slice(2)];
  const of = (name: string) => rest.filter((line) => line.startsWith(name));
  return [types[0], ...of('http_requests'), types[1], ...of('http_request_seconds'), '# EOF', ''].join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

const folder = mkdtempSync(join(tmpdir(), 'hormesis-prometheus-'));
let prometheus: ChildProcess;
let port: number;
let intake: Awaited<ReturnType<typeof startIntake>>;
let now = at(121.5);

function startPrometheus(): ChildProcess {
  const options = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    '--storage.tsdb.retention.time=10y',
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  return spawn('prometheus', options, { stdio: 'ignore' });
}

beforeAll(async () => {
  writeFileSync(join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
  writeFileSync(join(folder, 'metrics.txt'), openMetrics());
  execFileSync('promtool', [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    join(folder, 'metrics.txt'),
    join(folder, 'data'),
  ]);
  port = await freePort();
  prometheus = startPrometheus();
  writeFileSync(
    join(folder, 'hormesis.json'),
    JSON.stringify({
      url: `http://127.0.0.1:${port}`,
      queries: [
        {
          metric: 'http.errors',
          service: { label: 'job' },
          cohort: { version: 'version' },
          intervalSeconds: 10,
          total: 'sum by (job, version) (increase(http_requests_total[$interval]))',
          bad: 'sum by (job, version) (increase(http_requests_total{code=~"5.."}[$interval]))',
          latency: {
            buckets: 'sum by (job, version, le) (increase(http_request_seconds_bucket[$interval]))',
            sum: 'sum by (job, version) (increase(http_request_seconds_sum[$interval]))',
          },
        },
        { name: 'wrong', metric: 'x', service: 'checkout', intervalSeconds: 10, total: 'sum by (' },
        {
          name: 'silent',
          metric: 'x',
          service: 'checkout',
          intervalSeconds: 10,
          total: 'sum(nothing_there)',
        },
      ],
    }),
  );
  vi.stubEnv('HORMESIS_PROMETHEUS_FILE', join(folder, 'hormesis.json'));
  intake = await startIntake(undefined, { now: () => now });
});
afterAll(async () => {
  await intake?.stop();
  prometheus?.kill('SIGKILL');
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const windows = async () => {
  const events = await intake.eventsOn('hormesis.signals');
  return events
    .flatMap((event) => (isEvent(event, 'signal.measured') ? [event.data] : []))
    .sort((a, b) => `${a.start}${a.cohort}`.localeCompare(`${b.start}${b.cohort}`));
};
const status = async () => {
  const response = await fetch(`${intake.url}/v1/prometheus`, {
    headers: { authorization: 'Bearer viewer-secret' },
  });
  const { queries }: { queries: Record<string, unknown>[] } = await response.json();
  return Object.fromEntries(queries.map((query) => [query.name, query]));
};
const patience = { timeout: 20_000, interval: 100 };

describe('a Prometheus', () => {
  it('is asked at the end of each step: one window for each series', async () => {
    await vi.waitFor(async () => expect(await windows()).toHaveLength(2), patience);
    now = at(131.5);
    await vi.waitFor(async () => expect(await windows()).toHaveLength(4), patience);
    now = at(231.5);
    await vi.waitFor(async () => expect(await windows()).toHaveLength(24), patience);
    const all = await windows();
    expect(new Set(all.map(({ start, cohort }) => `${start} ${cohort}`)).size).toBe(24);
    expect(all.at(-1)).toMatchObject({
      service: { id: 'checkout' },
      environment: { id: 'production' },
      metric: 'http.errors',
      cohort: 'version:v2',
      start: at(220).toISOString(),
      durationMs: 10_000,
      total: 200,
      bad: 20,
      latency: { count: 200, sumMs: 10_000, le: { '100': 100, '+Inf': 200 } },
    });
    expect(all[0]).toMatchObject({ start: at(110).toISOString(), bad: 0 });
  });

  it('that does not understand a query, or has nothing to say, does not keep the others', async () => {
    expect(await status()).toMatchObject({
      'http.errors': { error: null, windowsUntil: at(230).toISOString() },
      wrong: { error: expect.stringMatching(/^bad_data: .*parse error/), windowsUntil: null },
      silent: { error: null, doneUntil: at(230).toISOString(), windowsUntil: null },
    });
  });

  it('that is away for a while is asked later for what was missed', async () => {
    prometheus.kill('SIGKILL');
    now = at(251.5);
    await vi.waitFor(
      async () =>
        expect(await status()).toMatchObject({
          silent: { error: expect.stringMatching(/cannot be reached/) },
        }),
      patience,
    );
    expect(await windows()).toHaveLength(24);
    rmSync(join(folder, 'data', 'lock'), { force: true });
    prometheus = startPrometheus();
    await vi.waitFor(async () => expect(await windows()).toHaveLength(28), patience);
    expect(await status()).toMatchObject({ 'http.errors': { error: null } });
  });

  it('is asked by one process at a time, and by another when that one ends', async () => {
    const { database, drop } = await startTestDatabase();
    await migrate(database, intakeMigrations);
    const [one, other] = [new PollLedger(database), new PollLedger(database)];
    const held = [await one.hold(), await other.hold(), await one.hold()];
    await one.release();
    expect([...held, await other.hold()]).toEqual([true, false, true, true]);
    await drop();
  });
});
