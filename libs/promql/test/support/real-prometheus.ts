import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatLabels, type Labels, type Series } from '@hormesis/promql';

export type Answer = { metric: Labels; value?: [number, string]; values?: [number, string][] }[];

/** What Prometheus answers: its result, or the error. */
export type Reply = { type: string; result: Answer } | { error: string };

export type RealPrometheus = {
  query: (query: string, at: number) => Promise<Reply>;
  queryRange: (query: string, from: number, to: number, step: number) => Promise<Reply>;
  stop: () => Promise<void>;
};

/** Starts the Prometheus of this machine on the given series. */
export async function startPrometheus(series: readonly Series[]): Promise<RealPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'hormesis-prometheus-'));
  writeFileSync(join(folder, 'series.txt'), openMetrics(series));
  writeFileSync(join(folder, 'prometheus.yml'), 'global:\n  evaluation_interval: 1m\n');
  const data = join(folder, 'data');
  const made = spawnSync(
    'promtool',
    ['tsdb', 'create-blocks-from', '--quiet', 'openmetrics', join(folder, 'series.txt'), data],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`promtool could not make blocks: ${made.stderr}`);
  const port = await freePort();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const base = `http://127.0.0.1:${port}`;
  await ready(base, () => {
    if (child.exitCode !== null) throw new Error(`prometheus ended: ${said}`);
  });
  return {
    query: (query, at) => ask(`${base}/api/v1/query`, { query, time: seconds(at) }),
    queryRange: (query, from, to, step) =>
      ask(`${base}/api/v1/query_range`, {
        query,
        start: seconds(from),
        end: seconds(to),
        step: seconds(step),
      }),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const seconds = (ms: number): string => String(ms / 1000);

async function ask(url: string, form: Record<string, string>): Promise<Reply> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  const body = (await response.json()) as {
    status: string;
    error: string;
    data: { resultType: string; result: Answer };
  };
  return body.status === 'success'
    ? { type: body.data.resultType, result: body.data.result }
    : { error: body.error };
}

async function ready(base: string, check: () => void): Promise<void> {
  for (;;) {
    check();
    const answered = await fetch(`${base}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function openMetrics(series: readonly Series[]): string {
  const lines = series.flatMap(({ labels, times, values, length }) =>
    Array.from(
      { length },
      (_, index) =>
        `${formatLabels(labels).replaceAll(', ', ',')} ${format(Number(values[index]))} ${Number(times[index]) / 1000}`,
    ),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}

const format = (value: number): string =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
