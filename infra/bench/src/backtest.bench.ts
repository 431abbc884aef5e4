import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Database, migrate } from '@hormesis/database';
import { migrateProjections } from '@hormesis/projection';
import { migrateReadModels } from '@hormesis/read-models';
import { askThread } from './backtest/ask-thread.js';
import { fillArchive } from './backtest/fill-archive.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { openLog } from './stage/open-log.js';
import { setStage } from './stage/stage.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    services: { type: 'string', default: '100' },
    days: { type: 'string', default: '90' },
    /** Length of a window, seconds. */
    window: { type: 'string', default: '10' },
    /** How often the rule is evaluated. */
    interval: { type: 'string', default: '1m' },
  },
});

const share = (metric: string) => `sum by (service, environment) (rate(hormesis_signal_${metric}_total[5m]))`;
const rules = `groups:
  - name: bench
    interval: ${options.interval}
    rules:
      - alert: TooManyErrors
        expr: ${share('bad')} / ${share('requests')} > 0.05
        for: 2m
`;

const archive = {
  services: Number(options.services),
  days: Number(options.days),
  windowSeconds: Number(options.window),
};
const to = Date.UTC(2026, 10, 1);
const from = to - archive.days * 86_400_000;

const { stage, end } = await setStage('postgres');
const db = new Database(stage.url);
try {
  const log = await openLog(stage, db);
  await migrateProjections(db);
  await migrateReadModels(db);
  await migrate(db, {
    schema: 'learning',
    directory: new URL('../../../services/learning/migrations/', import.meta.url),
  });
  const begin = performance.now();
  const filled = await fillArchive(db, archive, to);
  const fillSeconds = Math.round((performance.now() - begin) / 1_000);
  await log.close();
  console.error(`archive of ${filled.windows} windows made in ${fillSeconds} s`);
  const rssBefore = Math.round(process.resourceUsage().maxRSS / 1_024);
  const cpuBefore = process.cpuUsage();
  let told = 0;
  const measured = await askThread(stage.url, rules, { from, to }, (done) => {
    if (done - told < 0.1) return;
    told = done;
    console.error(`${Math.round(done * 100)} %`);
  });
  const cpu = process.cpuUsage(cpuBefore);
  const result = {
    ...measured,
    cpuSeconds: Math.round((cpu.user + cpu.system) / 1e5) / 10,
    windowsPerSecond: Math.round(measured.windows / measured.seconds),
    evaluations: Math.floor((to - from) / intervalMs(options.interval)),
    archiveMiB: Math.round(filled.bytes / 2 ** 20),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1_024),
    rssBeforeMiB: rssBefore,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
  if (options.json) {
    console.log(
      JSON.stringify(
        { benchmark: 'backtest', ...archive, ...result, fillSeconds, machine: machine() },
        null,
        2,
      ),
    );
  } else {
    const { days, services, windowSeconds } = archive;
    console.log(
      `backtest: one rule over ${services} services, ${days} days, windows of ${windowSeconds} s\n`,
    );
    console.log(
      markdown([Object.fromEntries(Object.entries(result).map(([name, value]) => [name, String(value)]))]),
    );
  }
} finally {
  await db.close();
  await end();
}

function intervalMs(text: string): number {
  const [, count = '1', unit = 'm'] = /^(\d+)([sm])$/.exec(text) ?? [];
  return Number(count) * (unit === 's' ? 1_000 : 60_000);
}
