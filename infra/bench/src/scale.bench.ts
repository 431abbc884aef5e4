import { parseArgs } from 'node:util';
import { Database } from '@hormesis/database';
import type { Position } from '@hormesis/log';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import type { RunResult } from './runs/run.js';
import { runInChild } from './runs/run-in-child.js';
import { Filling } from './stage/filling.js';
import { freshTables } from './stage/fresh-tables.js';
import { olderLiveBuilds } from './stage/older-live-builds.js';
import { type LogKind, setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** How many events stand on the log at each rebuild, in rising order. */
    sizes: { type: 'string', default: '100000,1000000,10000000' },
    kafka: { type: 'boolean', default: false },
  },
});

const log: LogKind = options.kafka ? 'kafka' : 'postgres';
const sizes = options.sizes.split(',').map(Number);
const steps: Record<string, RunResult> = {};
let meanBytes = 0;
const { stage, end } = await setStage(log);
const filling = await Filling.begin(stage);
try {
  for (const size of sizes) steps[size] = await step(size);
} finally {
  await filling.end();
  await end();
}
print();

async function step(size: number): Promise<RunResult> {
  say(`${size} events: filling the log`);
  const filled = await filling.to(size);
  meanBytes = filled.meanBytes;
  const heads = await filling.heads();
  await prepare(heads);
  say(`${size} events: rebuilding`);
  const result = await runInChild({ name: 'rebuild', stage, heads });
  say(`${size} events: ${rateOf(result)} events/s from the first batch, ${result.peakRssMiB} MiB`);
  if (result.rows?.timeline_entry === filled.distinct) return result;
  throw new Error(
    `The rebuild left ${result.rows?.timeline_entry} lines, ${filled.distinct} events were told.`,
  );
}

/** Empty builds of an older version are live: what is rebuilt has another shape, so that rows are not compared. */
async function prepare(heads: readonly Position[]): Promise<void> {
  const db = new Database(stage.url, { maxConnections: 4 });
  try {
    await freshTables(db);
    await olderLiveBuilds(db, heads);
  } finally {
    await db.close();
  }
}

/** Starting the threads takes the same time whatever the size: it would be most of a small rebuild. */
function rateOf({ eventsPerSecondFromFirstBatch, eventsPerSecond }: RunResult): number {
  return eventsPerSecondFromFirstBatch ?? eventsPerSecond;
}

function print(): void {
  const rates = Object.values(steps).map(rateOf);
  const spread = Math.round((100 * (Math.max(...rates) - Math.min(...rates))) / Math.max(...rates));
  const peak = Math.max(...Object.values(steps).map(({ peakRssMiB }) => peakRssMiB));
  if (options.json) {
    const result = { benchmark: 'scale', log, meanBytes, steps, spreadPercent: spread, peakRssMiB: peak };
    console.log(JSON.stringify({ ...result, machine: machine() }, null, 2));
    return;
  }
  console.log(
    `scale on ${log}: events of ${meanBytes} bytes; rates from the first batch differ by ${spread} %, at most ${peak} MiB\n`,
  );
  const lines = Object.values(steps).map((step) => ({
    events: step.events,
    seconds: step.seconds,
    'events/s': step.eventsPerSecond,
    'from the first batch': step.eventsPerSecondFromFirstBatch,
    'µs Node': step.cpuMicroseconds.node,
    'µs Postgres': step.cpuMicroseconds.postgres,
    'µs broker': step.cpuMicroseconds.broker,
    MiB: step.peakRssMiB,
    load: step.load,
  }));
  console.log(markdown(lines));
}

function say(line: string): void {
  process.stderr.write(`hormesis: ${line}\n`);
}
