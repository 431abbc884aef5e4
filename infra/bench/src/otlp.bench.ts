import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startIntake } from './intake/start-service.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { ownCpuSeconds } from './measure/cpu-time.js';
import { OtlpBodies, type OtlpEncoding } from './otlp/otlp-bodies.js';
import { type Quantiles, quantiles } from './quantiles.js';
import { type LogKind, setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    kafka: { type: 'boolean', default: false },
    /** How long each way of sending is measured. */
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '4' },
  },
});

type Row = {
  points: number;
  encoding: OtlpEncoding;
  kilobytes: number;
  requestsPerSecond: number;
  pointsPerSecond: number;
  /** From the request to its 200: its windows are durable. */
  durableMs: Quantiles;
  failed: number;
  /** Processor time of the intake for one point. */
  microsecondsPerPoint: number;
  load: number;
};

const log: LogKind = options.kafka ? 'kafka' : 'postgres';
const seconds = Number(options.seconds);
const mediaTypes = { protobuf: 'application/x-protobuf', json: 'application/json' } as const;

const { stage, end } = await setStage(log);
const rows: Row[] = [];
try {
  const service = await startIntake(stage);
  try {
    for (const encoding of ['protobuf', 'json'] as const) {
      for (const points of [10, 500, 5_000]) rows.push(await measure(points, encoding, service));
    }
  } finally {
    await service.stop();
  }
} finally {
  await end();
}
print();

type Target = { url: string; token: string; pid: number };

/** Connections that send again as soon as they are answered; what the first second brings is not counted. */
async function measure(points: number, encoding: OtlpEncoding, { url, token, pid }: Target): Promise<Row> {
  process.stderr.write(`hormesis: ${points} points, ${encoding}\n`);
  const bodies = await OtlpBodies.of(points, encoding);
  const headers = { authorization: `Bearer ${token}`, 'content-type': mediaTypes[encoding] };
  const samples: number[] = [];
  let failed = 0;
  let cpu = 0;
  const begin = performance.now() + 1_000;
  const stop = begin + seconds * 1_000;
  setTimeout(() => {
    cpu = ownCpuSeconds(pid);
  }, 1_000);
  const connection = async () => {
    for (let sent = performance.now(); sent < stop; sent = performance.now()) {
      const answer = await fetch(`${url}/v1/metrics`, { method: 'POST', headers, body: bodies.next() });
      await answer.arrayBuffer();
      if (answer.status !== 200) failed += 1;
      else if (sent >= begin) samples.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: Number(options.connections) }, connection));
  const spent = ownCpuSeconds(pid) - cpu;
  return {
    points,
    encoding,
    kilobytes: Math.round(bodies.bytes / 1_000),
    requestsPerSecond: Math.round(samples.length / seconds),
    pointsPerSecond: Math.round((samples.length * points) / seconds),
    durableMs: quantiles(samples),
    failed,
    microsecondsPerPoint: Math.round((spent * 1e7) / (samples.length * points)) / 10,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

function print(): void {
  if (options.json) {
    console.log(JSON.stringify({ benchmark: 'otlp', log, rows, machine: machine() }, null, 2));
    return;
  }
  console.log(`OTLP metrics to windows on ${log}\n`);
  const lines = rows.map((row) => ({
    'points a request': row.points,
    encoding: row.encoding,
    kB: row.kilobytes,
    'requests/s': row.requestsPerSecond,
    'points/s': row.pointsPerSecond,
    'p50 / p99 durable': `${row.durableMs.p50} / ${row.durableMs.p99}`,
    'µs a point': row.microsecondsPerPoint,
    failed: row.failed,
    load: row.load,
  }));
  console.log(markdown(lines));
}
