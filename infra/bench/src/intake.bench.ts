import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { send } from './intake/send.js';
import type { Sending, Sent } from './intake/sending.js';
import { startIntake } from './intake/start-service.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { descendantsRunning, familyCpuSeconds, ownCpuSeconds } from './measure/cpu-time.js';
import { summaryOfProfile } from './measure/profile-summary.js';
import { startOwnInstance } from './own-instance.js';
import { type LogKind, setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    kafka: { type: 'boolean', default: false },
    /** How long each way of sending is measured. */
    seconds: { type: 'string', default: '8' },
    /** Events a second, and for how long, while the API is watched. */
    rate: { type: 'string', default: '2000' },
    'rate-seconds': { type: 'string', default: '30' },
    'rate-batch': { type: 'string', default: '20' },
    /** `durable`, `visible` or `both`. */
    part: { type: 'string', default: 'both' },
    /** Only the ways of sending whose name begins so: `single`, `batches`. */
    only: { type: 'string', default: '' },
    /** A folder for a CPU profile of the service that is measured. */
    profiles: { type: 'string' },
  },
});

type Row = Sent & { cpuMicroseconds: Record<string, number>; load: number };

const log: LogKind = options.kafka ? 'kafka' : 'postgres';
const seconds = Number(options.seconds);
const profiling =
  options.profiles === undefined
    ? []
    : ['--cpu-prof', '--cpu-prof-dir', options.profiles, '--cpu-prof-name', 'intake.cpuprofile'];
const closed: readonly { name: string; batch: number; connections: number }[] = [
  { name: 'single, 1 connection', batch: 1, connections: 1 },
  { name: 'single, 8 connections', batch: 1, connections: 8 },
  { name: 'single, 64 connections', batch: 1, connections: 64 },
  { name: 'batches of 100, 1 connection', batch: 100, connections: 1 },
  { name: 'batches of 100, 4 connections', batch: 100, connections: 4 },
];

const rows: Record<string, Row> = {};
if (options.part !== 'visible') await durable();
if (options.part !== 'durable') await visible();
print();

/** The intake alone: what a request costs until its events are on the log. */
async function durable(): Promise<void> {
  const { stage, end } = await setStage(log);
  try {
    const service = await startIntake(stage, profiling);
    const processes = {
      service: service.pid,
      postgres: stage.postmaster,
      ...(stage.broker ? { broker: stage.broker } : {}),
    };
    try {
      for (const [seed, { name, ...way }] of closed.entries()) {
        if (!name.startsWith(options.only)) continue;
        say(name);
        const sending = {
          kind: 'closed',
          url: service.url,
          token: service.token,
          seed,
          seconds,
          ...way,
        } as const;
        rows[name] = await measure(sending, processes);
      }
    } finally {
      await service.stop();
    }
  } finally {
    await end();
  }
}

/** The whole system in one process, at a steady rate: until the API shows what was sent. */
async function visible(): Promise<void> {
  const instance = await startOwnInstance(options.kafka, options.part === 'visible' ? profiling : []);
  try {
    const [broker] = descendantsRunning(instance.pid, 'java');
    const postgres = descendantsRunning(instance.pid, 'postgres').at(0);
    const name = `${options.rate} events/s in batches of ${options['rate-batch']}, all services`;
    say(name);
    rows[name] = await measure(
      {
        kind: 'paced',
        url: instance.url.replace('localhost', '127.0.0.1'),
        token: instance.token,
        seed: 100,
        batch: Number(options['rate-batch']),
        rate: Number(options.rate),
        seconds: Number(options['rate-seconds']),
        watched: 10,
      },
      { service: instance.pid, ...(postgres ? { postgres } : {}), ...(broker ? { broker } : {}) },
    );
  } finally {
    await instance.stop();
  }
}

async function measure(sending: Sending, processes: Record<string, number>): Promise<Row> {
  const before = spent(processes);
  const sent = await send(sending);
  const after = spent(processes);
  // The sender warms up too: processor time is set against all that it sent in it, by the rate that was measured.
  const events = sending.kind === 'paced' ? sent.events : sent.eventsPerSecond * (sending.seconds + 1.5);
  const each = Object.entries(after).map(([name, value]) => [
    name,
    Math.round(((value - (before[name] ?? 0)) * 1e6) / events),
  ]);
  return {
    ...sent,
    cpuMicroseconds: Object.fromEntries(each),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

function spent({ service = 0, ...servers }: Record<string, number>): Record<string, number> {
  const families = Object.entries(servers).map(([name, pid]) => [name, familyCpuSeconds(pid)]);
  return { service: ownCpuSeconds(service), ...Object.fromEntries(families) };
}

function print(): void {
  const profile =
    options.profiles === undefined
      ? {}
      : { profile: summaryOfProfile(`${options.profiles}/intake.cpuprofile`) };
  if (options.json) {
    console.log(JSON.stringify({ benchmark: 'intake', log, rows, ...profile, machine: machine() }, null, 2));
    return;
  }
  console.log(`intake on ${log}\n`);
  const lines = Object.entries(rows).map(([sent, row]) => ({
    sent,
    'events/s': row.eventsPerSecond,
    'p50 / p99 durable': `${row.durableMs.p50} / ${row.durableMs.p99}`,
    'p50 / p99 visible': row.visibleMs && `${row.visibleMs.p50} / ${row.visibleMs.p99}`,
    'looked every, ms': row.betweenLooksMs?.p50,
    'not seen': row.lost,
    failed: row.failed,
    'µs service': row.cpuMicroseconds.service,
    'µs Postgres': row.cpuMicroseconds.postgres,
    'µs broker': row.cpuMicroseconds.broker,
    'µs sender': row.senderCpuMicroseconds,
    load: row.load,
  }));
  console.log(markdown(lines));
}

function say(line: string): void {
  process.stderr.write(`hormesis: ${line}\n`);
}
