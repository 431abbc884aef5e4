import { parseArgs } from 'node:util';
import { machine } from './machine.js';
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

type OfLog = {
  log: LogKind;
  filled: Filled;
  runs: Partial<Record<RunName, RunResult>>;
  ratios: Record<string, number>;
  profiles?: unknown;
};

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
    const filled = await filling.to(Number(options.events)).finally(() => filling.end());
    const runs: OfLog['runs'] = {};
    for (const name of wanted) {
      const limit = name === 'plain' ? { limit: Number(options['plain-events']) } : {};
      const threads = options.threads === undefined ? {} : { threads: Number(options.threads) };
      const result = await runInChild({ name, stage, ...limit, ...threads }, options.profiles);
      assertComplete(name, result, filled);
      runs[name] = result;
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
function assertComplete(name: RunName, { rows }: RunResult, { distinct }: Filled): void {
  if (!rows || name === 'plain' || name === 'read' || rows.timeline === distinct) return;
  throw new Error(`${name} left ${rows.timeline} lines on the timeline, ${distinct} events were told.`);
}

/** How fast the product is against the floors and against the plain consumer of the same run. */
function ratiosOf(runs: OfLog['runs']): Record<string, number> {
  const ratios: Record<string, number> = {};
  for (const product of ['live', 'rebuild'] as const) {
    for (const other of ['unnest', 'copy', 'plain'] as const) {
      const [a, b] = [runs[product], runs[other]];
      if (a && b)
        ratios[`${product} / ${other}`] = Math.round((100 * a.eventsPerSecond) / b.eventsPerSecond) / 100;
    }
  }
  return ratios;
}

function print(): void {
  if (options.json) {
    console.log(JSON.stringify({ benchmark: 'projection', results, machine: machine() }, null, 2));
    return;
  }
  for (const { log, filled, runs, ratios } of results) {
    console.log(`projection on ${log}: ${filled.events} events of ${filled.meanBytes} bytes`);
    console.table(
      Object.fromEntries(
        Object.entries(runs).map(([name, { eventsPerSecond, cpuMicroseconds, peakRssMiB, events }]) => [
          name,
          { events, eventsPerSecond, ...cpuMicroseconds, peakRssMiB },
        ]),
      ),
    );
    console.table(ratios);
  }
}

function say(line: string): void {
  process.stderr.write(`hormesis: ${line}\n`);
}
