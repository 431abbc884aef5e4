import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Database } from '@hormesis/database';
import { machine } from './machine.js';
import { Emitter } from './sharing/emitter.js';
import { type Outcome, outcomeOf } from './sharing/outcome.js';
import { ProgressWatch } from './sharing/progress-watch.js';
import { type Phase, Scenario } from './sharing/scenario.js';
import { freshTables } from './stage/fresh-tables.js';
import { openLog } from './stage/open-log.js';
import { type LogKind, setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** `postgres`, `kafka` or `both`. */
    log: { type: 'string', default: 'both' },
    /** Events a second. */
    rate: { type: 'string', default: '200' },
    /** How long each phase goes on after its change. */
    seconds: { type: 'string', default: '10' },
  },
});

type OfLog = { log: LogKind; phases: Phase[]; outcome: Outcome; load: number };

const logs: LogKind[] =
  options.log === 'both' ? ['postgres', 'kafka'] : [options.log === 'kafka' ? 'kafka' : 'postgres'];
const results: OfLog[] = [];
for (const log of logs) results.push(await ofLog(log));
print();
if (results.some(({ outcome }) => isWrong(outcome))) process.exitCode = 1;

async function ofLog(kind: LogKind): Promise<OfLog> {
  const { stage, end } = await setStage(kind);
  const db = new Database(stage.url, { applicationName: 'hormesis-bench' });
  const log = await openLog(stage, db);
  await freshTables(db);
  const emitter = new Emitter(log, Number(options.rate));
  const watch = new ProgressWatch(db, emitter.heads);
  const scenario = new Scenario(stage, watch, Number(options.seconds));
  try {
    await scenario.run();
    await emitter.stop();
    const outcome = await outcomeOf(db, log, emitter.sent);
    return { log: kind, phases: scenario.phases, outcome, load: Math.round((loadavg()[0] ?? 0) * 10) / 10 };
  } finally {
    await Promise.all([emitter.stop(), watch.stop()]).catch(() => undefined);
    await scenario.stop();
    await log.close();
    await db.close();
    await end();
  }
}

/** Whether something was lost or counted twice. */
function isWrong({ missing, unknown, flagEvents, flagEventsCounted, parked }: Outcome): boolean {
  return missing + unknown + parked > 0 || flagEvents !== flagEventsCounted;
}

function print(): void {
  if (options.json) {
    const result = { benchmark: 'sharing', eventsPerSecond: Number(options.rate), machine: machine() };
    console.log(JSON.stringify({ ...result, logs: results }, null, 2));
    return;
  }
  for (const { log, phases, outcome } of results) {
    console.log(`sharing on ${log}: the longest time without progress while events waited, milliseconds`);
    console.table(
      Object.fromEntries(
        phases.map(({ what, copies, stoodStillMs: { worst, median } }) => [
          what,
          { copies, 'worst partition': worst, 'median partition': median },
        ]),
      ),
    );
    console.log(
      `${outcome.sent} events sent: ${outcome.missing} missing, ${outcome.unknown} unknown, ${outcome.parked} parked; ` +
        `${outcome.flagEvents} flag events, ${outcome.flagEventsCounted} counted`,
    );
  }
}
