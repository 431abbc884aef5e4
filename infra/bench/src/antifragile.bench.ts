import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Database } from '@hormesis/database';
import { catalogue, classNamed } from './antifragile/catalogue/all.js';
import { acceptanceRule } from './antifragile/learn/accept.js';
import { runAll } from './antifragile/run.js';
import { reportSeeds, tuningSeeds } from './antifragile/seeds.js';
import { summaryOf } from './antifragile/show/summary.js';
import { tables } from './antifragile/show/tables.js';
import { type ReadBack, readBack } from './antifragile/tell/read-back.js';
import type { Story } from './antifragile/tell/story.js';
import { machine } from './machine.js';
import { setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Numbers with commas between; `tuning`: those by which the simulation was set. */
    seeds: { type: 'string', default: reportSeeds.join(',') },
    /** Names with commas between; all without it. */
    classes: { type: 'string' },
    /** Days of a round. */
    days: { type: 'string', default: '4' },
    /** Days of ordinary life before the first. */
    before: { type: 'string', default: '1' },
    /** Four classes, one seed and a day a round: a look, and no figures to rely on. */
    quick: { type: 'boolean', default: false },
    /** Puts the story of the first seed into the embedded log and the read models of this Postgres, to be looked at. */
    into: { type: 'string' },
    /** The sentinel says nothing: what is learnt stands beside the fleet’s static alert and people alone. */
    'without-sentinel': { type: 'boolean', default: false },
    threads: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  },
});

const quickClasses = ['bad-deploy', 'bad-flag-ramp', 'wrong-answers', 'dependency-outage'];
const seeds = options.quick
  ? [tuningSeeds[0]]
  : options.seeds === 'tuning'
    ? tuningSeeds
    : options.seeds.split(',').map(seedOf);
const classes = options.quick
  ? quickClasses
  : (options.classes?.split(',').map((name) => classNamed(name).name) ?? catalogue.map(({ name }) => name));
const [warmUpDays, days] = options.quick ? [0.25, 1] : [Number(options.before), Number(options.days)];

const hasSentinel = !options['without-sentinel'];
const begun = performance.now();
const say = (line: string) => process.stderr.write(`${line}\n`);
const done = await runAll(
  seeds.map((seed, n) => ({ seed, classes, warmUpDays, days, hasSentinel, tell: n === 0 })),
  Number(options.threads),
  say,
);
const results = done.map(({ result }) => result);
const summary = summaryOf(results);
say('reading the story of the first seed back from the read models');
const shown = await readStory(done[0]?.story);
if (options.json) {
  const took = Math.round((performance.now() - begun) / 1_000);
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  const result = {
    benchmark: 'antifragile',
    seeds,
    days,
    acceptanceRule,
    ...summary,
    shown,
    bySeed: results,
    seconds: took,
  };
  console.log(JSON.stringify({ ...result, machine: machine(), load }, null, 2));
} else console.log(`${tables(summary, seeds)}\n\n${shownInWords(shown)}`);
if (shown.differences.length > 0) process.exitCode = 1;

/** In a Postgres of its own, or in the one that is given. */
async function readStory(story: Story | undefined): Promise<ReadBack> {
  if (!story) throw new Error('There is no seed, so there is nothing to read back.');
  const own = options.into === undefined ? await setStage('postgres') : undefined;
  const database = new Database(own?.stage.url ?? options.into ?? '');
  try {
    return await readBack(database, story);
  } finally {
    await database.close();
    await own?.end();
  }
}

function shownInWords({ incidents, caught, missed, differences }: ReadBack): string {
  const same = `The console’s learning page and the dashboard show the same numbers of its ${incidents} incidents (guards caught ${caught} times, missed ${missed} times).`;
  if (differences.length === 0) return same;
  return `The console and the dashboard show other numbers: ${JSON.stringify(differences)}`;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed)) return seed;
  throw new RangeError(`--seeds ${text}: no whole number.`);
}
