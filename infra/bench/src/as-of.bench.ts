import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Database } from '@hormesis/database';
import { ask, type Kind, questions } from './as-of/questions.js';
import { fillSystem, nameRecords } from './as-of/system.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { type Quantiles, quantiles } from './quantiles.js';
import { freshTables } from './stage/fresh-tables.js';
import { openLog } from './stage/open-log.js';
import { setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    events: { type: 'string', default: '1000000' },
    /** How often each question is asked, each time as of another moment. */
    times: { type: 'string', default: '60' },
  },
});

const kinds: readonly Kind[] = ['at', 'known', 'position'];
const times = Number(options.times);
const results: Record<string, Record<Kind, Quantiles>> = {};

const { stage, end } = await setStage('postgres');
const db = new Database(stage.url);
let fillSeconds = 0;
try {
  const log = await openLog(stage, db);
  await freshTables(db);
  const begin = performance.now();
  await fillSystem(db, Number(options.events));
  fillSeconds = Math.round((performance.now() - begin) / 1_000);
  const records = await nameRecords(db, Number(options.events), times);
  for (const [name, answer] of Object.entries(questions)) {
    const samples: Record<Kind, number[]> = { at: [], known: [], position: [] };
    for (const record of records) {
      for (const kind of kinds) samples[kind].push(await ask(db, log, answer, kind, record));
    }
    results[name] = {
      at: quantiles(samples.at),
      known: quantiles(samples.known),
      position: quantiles(samples.position),
    };
  }
} finally {
  await db.close();
  await end();
}

if (options.json) {
  const load = loadavg()[0];
  const result = { benchmark: 'as-of', events: Number(options.events), milliseconds: results };
  console.log(JSON.stringify({ ...result, fillSeconds, load, machine: machine() }, null, 2));
} else {
  console.log(
    `as-of: milliseconds with ${options.events} events, each question asked ${times} times: p50 / p99\n`,
  );
  const line = ({ p50, p99 }: Quantiles) => `${p50} / ${p99}`;
  const lines = Object.entries(results).map(([question, of]) => ({
    question,
    ...Object.fromEntries(kinds.map((kind) => [kind, line(of[kind])])),
  }));
  console.log(markdown(lines));
}
