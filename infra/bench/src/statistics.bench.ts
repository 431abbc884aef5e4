import { parseArgs } from 'node:util';
import { Watch, type WatchLine } from '@hormesis/statistics';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { Random } from './traffic/random.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Windows of a round. */
    windows: { type: 'string', default: '40000' },
    rounds: { type: 'string', default: '5' },
  },
});

const perRound = Number(options.windows);
const rounds = Number(options.rounds);
const requests = 50;
const epoch = Date.UTC(2026, 0, 5, 8);

/** What a window is like: how many series there are, and whether a change is under way and latency is measured. */
const kinds = {
  'steady, one series': { series: 1, change: false, latency: false },
  'steady, 100 series': { series: 100, change: false, latency: false },
  'change under way': { series: 1, change: true, latency: false },
  'steady, with latency': { series: 1, change: false, latency: true },
  'change under way, with latency': { series: 1, change: true, latency: true },
} as const;

type Kind = (typeof kinds)[keyof typeof kinds];

function linesOf({ series, change, latency }: Kind): WatchLine[] {
  const random = new Random(7);
  const cohorts = change ? ['control', 'c'] : ['all'];
  const first = { t: epoch, at: epoch, change: { id: 'c', service: 's0', kind: 'deploy', exposure: 0.5 } };
  const lines: WatchLine[] = change ? [first] : [];
  for (let second = 1; lines.length < perRound; second += 1) {
    const t = epoch + second * 1000;
    for (let n = 0; n < series; n += 1) {
      for (const cohort of cohorts) {
        const bad = random.chance(0.2) ? 1 : 0;
        const where = { service: `s${n}`, environment: 'production', cohort, metric: 'requests' };
        lines.push({ t, at: t + 50, ...where, total: requests, bad, ...(latency ? timed(random) : {}) });
      }
    }
  }
  return lines;
}

function timed(random: Random): { latency: { count: number; sumMs: number; le: Record<string, number> } } {
  const fast = 20 + random.below(8);
  const le = { 5: 1, 10: 3, 25: 8, 50: 15, 75: fast, 100: 30, 250: 42, 500: 47, 750: 49, 1000: requests };
  return { latency: { count: requests, sumMs: 6_500, le } };
}

/** Nanoseconds of processor time a window, of this thread alone; the first round warms up. */
function measured(lines: readonly WatchLine[]): number {
  let used = 0;
  let anomalies = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const watch = Watch.begin();
    const begin = process.threadCpuUsage();
    for (const line of lines) anomalies += watch.take(line).length;
    const { user, system } = process.threadCpuUsage(begin);
    if (round > 0) used += user + system;
  }
  if (anomalies > 0) process.exitCode = 1;
  return (used * 1000) / (rounds * lines.length);
}

const nanoseconds = Object.entries(kinds).map(([kind, one]) => {
  const aWindow = measured(linesOf(one));
  return { kind, 'ns a window': Math.round(aWindow), 'ns a request': Math.round(aWindow / requests) };
});

if (options.json) {
  const result = { benchmark: 'statistics', requestsAWindow: requests, nanoseconds, machine: machine() };
  console.log(JSON.stringify(result, null, 2));
} else {
  console.log(`statistics: processor time of the sentinel’s engine, windows of ${requests} requests\n`);
  console.log(markdown(nanoseconds));
}
