import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { anomalyEvent } from './anomaly-event.js';
import { Api } from './api.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { startOwnInstance } from './own-instance.js';
import { quantiles } from './quantiles.js';
import { Watch } from './watch.js';

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

const patienceMs = 30_000;
const count = Number(options.count);
const pause = 1000 / Number(options.rate);

const environment = 'bench';

const own = options.url === undefined ? await startOwnInstance(options.kafka) : undefined;
const api = new Api(own?.url ?? options.url ?? '', own?.token ?? options.token);
const run = Date.now().toString(36);
const changed = new Watch(flagsThatAreOff, patienceMs);
const visible = new Watch(servicesWithIncidents, patienceMs);
const faults: unknown[] = [];

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  if (own) process.once(signal, () => void own.stop().finally(() => process.exit(1)));
}
try {
  await api.call('PUT', '/api/policy', { service: '*', environment, rung: 'rollback', reason: 'benchmark' });
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
  await Promise.all([changed.until(flag, sent), visible.until(service, sent)]);
}

/** A client of the flags evaluates each flag that it waits for. */
async function flagsThatAreOff(flags: readonly string[]): Promise<string[]> {
  const on = await Promise.all(flags.map((flag) => api.isOn(flag)));
  return flags.filter((_, index) => !on[index]);
}

/** A person looks at the newest incidents. */
async function servicesWithIncidents(services: readonly string[]): Promise<string[]> {
  const limit = Math.min(500, services.length + 20);
  const { items } = await api.call<{ items: { service: string }[] }>(
    'GET',
    `/api/incidents?environment=${environment}&limit=${limit}`,
  );
  const found = new Set(items.map(({ service }) => service));
  return services.filter((service) => found.has(service));
}

function print(log: string): void {
  const result = {
    benchmark: 'loop',
    log,
    anomalies: count,
    perSecond: Number(options.rate),
    lost: visible.lost + changed.lost,
    failed: faults.length,
    intakeToIncidentVisibleMs: quantiles(visible.samples),
    anomalyToFlagEvaluationChangedMs: quantiles(changed.samples),
    betweenLooksMs: { incidents: quantiles(visible.intervals), flags: quantiles(changed.intervals) },
    machine: machine(),
  };
  if (options.json) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  console.log(
    `loop on ${log}: ${count} anomalies at ${options.rate} a second, ${result.lost} effects not seen within ${patienceMs / 1000} s, ${faults.length} failed\n`,
  );
  const { intakeToIncidentVisibleMs: incident, anomalyToFlagEvaluationChangedMs: flag } = result;
  console.log(
    markdown([
      { milliseconds: 'incident visible', ...incident },
      { milliseconds: 'flag changed', ...flag },
    ]),
  );
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
