import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { anomalyEvent } from './anomaly-event.js';
import { Api } from './api.js';
import { machine } from './machine.js';
import { startOwnInstance } from './own-instance.js';
import { quantiles } from './quantiles.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    kafka: { type: 'boolean', default: false },
    url: { type: 'string' },
    token: { type: 'string', default: 'dev-token' },
    count: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '20' },
  },
});

/** How often a client looks, milliseconds: the figures are no finer than this. */
const resolutionMs = 5;
const patienceMs = 30_000;
const count = Number(options.count);
const pause = 1000 / Number(options.rate);

const environment = 'bench';

const own = options.url === undefined ? await startOwnInstance(options.kafka) : undefined;
const api = new Api(own?.url ?? options.url ?? '', own?.token ?? options.token);
const run = Date.now().toString(36);
const visible: number[] = [];
const changed: number[] = [];
const faults: unknown[] = [];
let lost = 0;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  if (own) process.once(signal, () => void own.stop().finally(() => process.exit(1)));
}
try {
  await api.call('PUT', '/api/policy', { service: '*', environment, mode: 'act', reason: 'benchmark' });
  const { log } = await api.call<{ log: string }>('GET', '/api/status');
  const running: Promise<void>[] = [];
  const begin = performance.now();
  for (let n = 0; n < count; n += 1) {
    await wait(Math.max(0, begin + n * pause - performance.now()));
    running.push(one(`${run}-${n}`).catch((fault) => void faults.push(fault)));
  }
  await Promise.all(running);
  print(log);
} catch (fault) {
  faults.push(fault);
} finally {
  await own?.stop();
}
for (const fault of faults.slice(0, 3)) process.stderr.write(`hormesis: ${messageOf(fault)}\n`);
if (faults.length > 0) process.exitCode = 1;

/** One bad flag: defined and ramped, then an anomaly; how long until people see the incident and users the code default. */
async function one(id: string): Promise<void> {
  const flag = `bench-${id}`;
  const service = `bench-${id}`;
  const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  const reason = 'benchmark';
  await api.call('PUT', `/api/flags/${flag}`, { service, environment, definition, reason });
  await api.call('POST', `/api/flags/${flag}/ramp`, { variant: 'on', percentage: 100, reason });
  if (!(await api.isOn(flag))) throw new Error(`${flag} is not on before its anomaly`);
  const sent = performance.now();
  await api.send(anomalyEvent(id, service, environment));
  await Promise.all([
    until(sent, changed, async () => !(await api.isOn(flag))),
    until(sent, visible, async () => {
      const page = await api.call<{ items: unknown[] }>('GET', `/api/incidents?service=${service}&limit=1`);
      return page.items.length > 0;
    }),
  ]);
}

async function until(sent: number, samples: number[], happened: () => Promise<boolean>): Promise<void> {
  while (performance.now() - sent < patienceMs) {
    if (await happened()) {
      samples.push(performance.now() - sent);
      return;
    }
    await wait(resolutionMs);
  }
  lost += 1;
}

function print(log: string): void {
  const result = {
    benchmark: 'loop',
    log,
    anomalies: count,
    perSecond: Number(options.rate),
    resolutionMs,
    lost,
    failed: faults.length,
    intakeToIncidentVisibleMs: quantiles(visible),
    anomalyToFlagEvaluationChangedMs: quantiles(changed),
    machine: machine(),
  };
  if (options.json) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  console.log(
    `loop on ${log}: ${count} anomalies at ${options.rate} a second, ${lost} without an effect in ${patienceMs / 1000} s, ${faults.length} failed`,
  );
  console.table({
    'incident visible (ms)': result.intakeToIncidentVisibleMs,
    'flag changed (ms)': result.anomalyToFlagEvaluationChangedMs,
  });
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
