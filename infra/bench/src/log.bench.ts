import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Cell, measureCell } from './log/cell.js';
import { headsOf } from './log/hormesis-subject.js';
import type { Reading } from './log/reading.js';
import { SubjectProcess } from './log/subject-process.js';
import { versions } from './log/versions.js';
import { machine } from './machine.js';
import { type LogKind, setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** `postgres`, `kafka` or `both`. */
    log: { type: 'string', default: 'both' },
    /** How long each cell appends, ours and raw in turns. */
    seconds: { type: 'string', default: '2' },
    writers: { type: 'string', default: '1,8' },
    batches: { type: 'string', default: '1,10,100,500' },
    /** How many events are read. */
    events: { type: 'string', default: '200000' },
    /** A folder for CPU profiles of the processes. */
    profiles: { type: 'string' },
  },
});

type OfLog = {
  log: LogKind;
  versions: Record<string, string>;
  appends: Cell[];
  reads: { hormesis: Reading; raw: Reading; ratio: number };
  load: number;
};

const logs: LogKind[] =
  options.log === 'both' ? ['postgres', 'kafka'] : [options.log === 'kafka' ? 'kafka' : 'postgres'];
const numbers = (text: string) => text.split(',').map(Number);
const seconds = Number(options.seconds);
const results: OfLog[] = [];
for (const log of logs) results.push(await ofLog(log));
print();

async function ofLog(log: LogKind): Promise<OfLog> {
  const { stage, end } = await setStage(log);
  const writers = Math.max(...numbers(options.writers));
  const started: SubjectProcess[] = [];
  const start = async (name: 'hormesis' | 'raw') => {
    const subject = await SubjectProcess.start({ name, stage, writers }, options.profiles);
    started.push(subject);
    return subject;
  };
  try {
    const hormesis = await start('hormesis');
    const raw = await start('raw');
    const appends: Cell[] = [];
    for (const writers of numbers(options.writers)) {
      for (const batch of numbers(options.batches)) {
        say(`${log}: ${writers} ${writers === 1 ? 'writer' : 'writers'}, batches of ${batch}`);
        appends.push(await measureCell(hormesis, raw, { writers, batch, seconds }));
      }
    }
    say(`${log}: reading`);
    const reads = await readBoth(hormesis, raw, () => headsOf({ stage }));
    return { log, versions: await versions([stage]), appends, reads, load: round(loadavg()[0] ?? 0) };
  } finally {
    await Promise.all(started.map((subject) => subject.end()));
    await end();
  }
}

/** Both read the topic of the log, once there is enough on it. */
async function readBoth(
  hormesis: SubjectProcess,
  raw: SubjectProcess,
  ask: () => ReturnType<typeof headsOf>,
): Promise<OfLog['reads']> {
  const wanted = Number(options.events);
  const standing = (heads: Awaited<ReturnType<typeof headsOf>>) =>
    heads.reduce((sum, { offset }) => sum + offset, 0);
  let heads = await ask();
  for (; standing(heads) < wanted; heads = await ask())
    await hormesis.append({ writers: 4, batch: 500, seconds: 1 });
  // The first to read a page settles what Postgres has left open in it.
  await hormesis.read(heads);
  await raw.read(heads);
  const [ours, floor] = [await hormesis.read(heads), await raw.read(heads)];
  return { hormesis: ours, raw: floor, ratio: round(ours.eventsPerSecond / floor.eventsPerSecond) };
}

function print(): void {
  const result = { benchmark: 'log', secondsPerCell: seconds, machine: machine(), logs: results };
  if (options.json) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  for (const { log, appends, reads } of results) {
    console.log(`${log}: appends`);
    console.table(
      Object.fromEntries(
        appends.map(({ writers, batch, hormesis, raw, ratio, ratioOfCpu }) => [
          `${writers} × ${batch}`,
          {
            'events/s': hormesis.eventsPerSecond,
            'p50 ms': hormesis.appendMs.p50,
            'p99 ms': hormesis.appendMs.p99,
            'raw events/s': raw.eventsPerSecond,
            'raw p99 ms': raw.appendMs.p99,
            ratio,
            'ratio of cpu': ratioOfCpu,
          },
        ]),
      ),
    );
    console.log(
      `${log}: reads ${reads.hormesis.eventsPerSecond} events/s, raw ${reads.raw.eventsPerSecond}, ratio ${reads.ratio}`,
    );
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
