import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Api } from './api.js';
import { machine } from './machine.js';
import { markdown } from './markdown.js';
import { type OwnInstance, startOwnInstance } from './own-instance.js';
import { quantile, quantiles } from './quantiles.js';
import { beginBackground } from './reaction/background.js';
import { FlagClient } from './reaction/flag-client.js';
import { type Reaction, reactOnce } from './reaction/react-once.js';
import { type Worsening, worsenOnce } from './reaction/worsen-once.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** `postgres`, `kafka`, or both. */
    log: { type: 'string', multiple: true, default: ['postgres', 'kafka'] },
    /** Events a second of others; several are measured one after the other. */
    behind: { type: 'string', multiple: true, default: ['0', '2000'] },
    count: { type: 'string', default: '2000' },
    /** Flags that go wrong by measured windows alone. */
    windows: { type: 'string', default: '20' },
    /** Milliseconds between two reactions. */
    rest: { type: 'string', default: '50' },
  },
});

const warmUp = 20;
const fewestMs = 300;

type Row = Awaited<ReturnType<typeof measure>>;
const rows: Record<string, Row> = {};

for (const log of options.log) {
  const instance = await startOwnInstance(log === 'kafka');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void instance.stop().finally(() => process.exit(1)));
  try {
    for (const behind of options.behind)
      rows[`${log}, ${behind} events/s behind`] = await measure(instance, Number(behind));
  } finally {
    await instance.stop();
  }
}
print();

async function measure(instance: OwnInstance, behind: number) {
  const api = new Api(instance.url, instance.token);
  await api.call('PUT', '/api/policy', {
    service: '*',
    environment: 'bench',
    rung: 'rollback',
    pinned: true,
    reason: 'benchmark',
  });
  const client = await FlagClient.connect(instance.url, instance.token);
  const background = beginBackground(instance.url, instance.token, behind);
  const run = `${Date.now().toString(36)}-${behind}`;
  try {
    if (behind > 0) await wait(3_000);
    const reactions: Reaction[] = [];
    let lost = 0;
    for (let n = -warmUp; n < Number(options.count); n += 1) {
      const reaction = await reactOnce(api, client, `${run}-${n + warmUp}`);
      if (n >= 0 && reaction) reactions.push(reaction);
      if (n >= 0 && !reaction) lost += 1;
      if (n % 200 === 0 && n > 0) process.stderr.write(`hormesis: ${n} reactions\n`);
      await wait(Number(options.rest));
    }
    const worsenings: (Worsening | undefined)[] = [];
    for (let n = 0; n < Number(options.windows); n += 1)
      worsenings.push(await worsenOnce(api, client, `w-${run}-${n}`));
    return rowOf(reactions, lost, worsenings);
  } finally {
    background.stop();
    await client.close();
  }
}

function rowOf(reactions: readonly Reaction[], lost: number, worsenings: readonly (Worsening | undefined)[]) {
  const seen = worsenings.flatMap((each) => each ?? []);
  const sent = reactions.map(({ sentToSeen }) => sentToSeen);
  return {
    reactions: reactions.length,
    lost,
    sentToSeenMs: { ...quantiles(sent), p999: quantile(sent, 0.999) },
    durableToSeenMs: quantiles(reactions.map(({ durableToSeen }) => durableToSeen)),
    recordedToCompletedMs: quantiles(
      reactions.flatMap(({ recordedToCompleted }) => recordedToCompleted ?? []),
    ),
    over300Ms: sent.filter((ms) => ms > fewestMs).length,
    firstBadWindowToSeenMs: quantiles(seen.map(({ firstBadWindowToSeen }) => firstBadWindowToSeen)),
    badWindows: quantiles(seen.map(({ windows }) => windows)),
    windowsLost: worsenings.length - seen.length,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

function print(): void {
  if (options.json) {
    console.log(JSON.stringify({ benchmark: 'reaction', rows, machine: machine() }, null, 2));
    return;
  }
  console.log('reaction: an anomaly is sent, the guardian turns the flag off, a client evaluates it\n');
  const lines = Object.entries(rows).map(([where, row]) => ({
    where,
    reactions: row.reactions,
    'p50 / p99 / p99.9 seen, ms': `${row.sentToSeenMs.p50} / ${row.sentToSeenMs.p99} / ${row.sentToSeenMs.p999}`,
    'most, ms': row.sentToSeenMs.max,
    'over 300 ms': row.over300Ms,
    'p50 / p99 action completed, ms': `${row.recordedToCompletedMs.p50} / ${row.recordedToCompletedMs.p99}`,
    'first bad window to seen, p50 / p90 ms': `${row.firstBadWindowToSeenMs.p50} / ${row.firstBadWindowToSeenMs.p90}`,
    lost: row.lost + row.windowsLost,
    load: row.load,
  }));
  console.log(markdown(lines));
}
