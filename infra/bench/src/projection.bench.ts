import { parseArgs } from 'node:util';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { summaryOfProfile } from './measure/profile-summary.js';
import { type RunName, type RunResult, runNames } from './runs/run.js';
import { runInChild } from './runs/run-in-child.js';
import { type Filled, Filling } from './stage/filling.js';
import { type LogKind, setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    events: { type: 'string', default: '1000000' },
    /** `postgres`, `kafka` or `both`. */
    log: { type: 'string', default: 'both' },
    /** Some of the runs, by comma; a rebuild needs the live one before it. */
    runs: { type: 'string', default: runNames.join(',') },
    /** Threads that replay in a rebuild; 0: the main one. Default: one a processor. */
    threads: { type: 'string' },
    /** How many events the plain consumer takes. */
    'plain-events': { type: 'string', default: '20000' },
    /** A folder for CPU profiles of each run; their summary is in the output. */
    profiles: { type: 'string' },
  },
});

/** How fast one run is beside another, by the clock and by processor time of Node and Postgres together. */
type Ratio = { rate: number; processorTime: number };

type OfLog = {
  log: LogKind;
  filled: Filled;
  runs: Partial<Record<RunName, RunResult>>;
  ratios: Record<string, Ratio>;
  profiles?: unknown;
};

/** What is set against what. */
const pairs: readonly (readonly [RunName, RunName])[] = [
  ['live', 'unnest'],
  ['live', 'copy'],
  ['live', 'plain'],
  ['rebuild', 'unnest'],
  ['rebuild', 'copy'],
  ['live-narrow', 'unnest-narrow'],
];

const logs: LogKind[] =
  options.log === 'both' ? ['postgres', 'kafka'] : [options.log === 'kafka' ? 'kafka' : 'postgres'];
const wanted = runNames.filter((name) => options.runs.split(',').includes(name));
const results: OfLog[] = [];
for (const log of logs) results.push(await ofLog(log));
print();

async function ofLog(log: LogKind): Promise<OfLog> {
  const { stage, end } = await setStage(log);
  try {
    say(`${log}: filling the log with ${options.events} events`);
    const filling = await Filling.begin(stage);
    const fill = async () => ({
      filled: await filling.to(Number(options.events)),
      heads: await filling.heads(),
    });
    const { filled, heads } = await fill().finally(() => filling.end());
    const runs: OfLog['runs'] = {};
    for (const name of wanted) {
      const limit = name === 'plain' ? { limit: Number(options['plain-events']) } : {};
      const threads = options.threads === undefined ? {} : { threads: Number(options.threads) };
      const result = await runInChild({ name, stage, heads, ...limit, ...threads }, options.profiles);
      runs[name] = result;
      assertComplete(name, runs, filled);
      say(`${log}: ${name}: ${result.eventsPerSecond} events/s ${JSON.stringify(result.cpuMicroseconds)}`);
    }
    const profiles = options.profiles;
    return {
      log,
      filled,
      runs,
      ratios: ratiosOf(runs),
      ...(profiles === undefined
        ? {}
        : {
            profiles: Object.fromEntries(
              wanted.map((name) => [name, summaryOfProfile(`${profiles}/${name}.cpuprofile`)]),
            ),
          }),
    };
  } finally {
    await end();
  }
}

/** A run that wrote other rows than it should have is no measurement. */
function assertComplete(name: RunName, runs: OfLog['runs'], { distinct, events }: Filled): void {
  const { rows, events: taken } = runs[name] ?? {};
  if (!rows || name === 'read' || (name === 'plain' && taken !== events)) return;
  const { timeline_entry: lines = distinct, deployment_state: places } = rows;
  if (lines !== distinct)
    throw new Error(`${name} left ${lines} lines on the timeline, ${distinct} events were told.`);
  for (const [other, result] of Object.entries(runs)) {
    const expected = result.rows?.deployment_state ?? places;
    if (other !== 'plain' && other !== 'read' && expected !== places)
      throw new Error(`${name} left ${places} rows of what runs where, ${other} left ${expected}.`);
  }
}

/** How the product is beside the floors and the plain consumer of the same log. */
function ratiosOf(runs: OfLog['runs']): Record<string, Ratio> {
  const ratios: Record<string, Ratio> = {};
  for (const [product, other] of pairs) {
    const [a, b] = [runs[product], runs[other]];
    if (!a || !b) continue;
    ratios[`${product} / ${other}`] = {
      rate: round(a.eventsPerSecond / b.eventsPerSecond),
      processorTime: round(costOf(b) / costOf(a)),
    };
  }
  return ratios;
}

function costOf({ cpuMicroseconds: { node, postgres } }: RunResult): number {
  return node + postgres;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(): void {
  if (options.json) {
    console.log(JSON.stringify({ benchmark: 'projection', results, machine: machine() }, null, 2));
    return;
  }
  for (const { log, filled, runs, ratios } of results) {
    console.log(`projection on ${log}: ${filled.events} events of ${filled.meanBytes} bytes\n`);
    const lines = Object.entries(runs).map(([run, result]) => {
      const { events, eventsPerSecond, cpuMicroseconds: cpu, peakRssMiB, load } = result;
      const cost = { 'µs Node': cpu.node, 'µs Postgres': cpu.postgres, 'µs broker': cpu.broker };
      return { run, events, 'events/s': eventsPerSecond, ...cost, MiB: peakRssMiB, load };
    });
    console.log(markdown(lines));
    console.log(markdown(Object.entries(ratios).map(([ratio, of]) => ({ ratio, ...of }))));
    const { phases = [] } = runs.rebuild ?? {};
    console.log(markdown(phases.map(({ name, ...spent }) => ({ 'rebuild, seconds': name, ...spent }))));
  }
}

function say(line: string): void {
  process.stderr.write(`hormesis: ${line}\n`);
}
