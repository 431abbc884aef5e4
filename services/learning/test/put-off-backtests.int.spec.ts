import type { Backtest } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { happened, startLearning } from './start-learning.js';

const began = Date.UTC(2026, 0, 5, 8);
const at = (seconds: number) => new Date(began + seconds * 1_000).toISOString();
const rules = `groups:
  - name: checkout
    rules:
      - alert: TooManyErrors
        expr: rate(hormesis_signal_bad_total{service="checkout"}[1m]) > 5
`;

let learning: Awaited<ReturnType<typeof startLearning>>;
beforeAll(async () => {
  learning = await startLearning();
  const windows = Array.from({ length: 30 }, (_, n) =>
    happened('signal.measured', 'checkout', at(n * 10 + 10), {
      service: { id: 'checkout' },
      environment: { id: 'production' },
      metric: 'http.errors',
      cohort: 'all',
      start: at(n * 10),
      durationMs: 10_000,
      total: 300,
      bad: 2,
    }),
  );
  await learning.append(...windows);
});
afterAll(() => learning?.stop());

async function asked(path: string, body?: object): Promise<Backtest> {
  const response = await fetch(`${learning.url()}/api/backtests${path}`, {
    headers: { authorization: 'Bearer ops-secret', 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  return response.json();
}

async function stateOf(id: string) {
  const { problem, state } = await asked(`/${id}`);
  return { problem, state };
}

const done = { problem: null, state: 'done' };
const period = { from: at(0), to: at(300) };

describe('a backtest that cannot be run yet', () => {
  it('waits for the timeline, says so, and is run once that has caught up', async () => {
    let id = '';
    await learning.whileBehind(async () => {
      await learning.append(
        happened('service.deployed', 'checkout', at(60), {
          environment: { id: 'production' },
          artifactId: 'pkg:oci/checkout@v2',
        }),
      );
      ({ id } = await asked('', { rules, ...period }));
      await expect
        .poll(() => stateOf(id), { timeout: 20_000 })
        .toEqual({ state: 'waiting', problem: expect.stringContaining('The timeline is behind the log') });
    });
    await expect.poll(() => stateOf(id), { timeout: 20_000 }).toEqual(done);
  });

  it('is run again after its connection to the database was lost, but not without end', async () => {
    const again = { state: 'waiting', problem: expect.stringContaining('tried again') };
    let passing = '';
    await learning.database.transaction(async (tx) => {
      await tx.query('LOCK TABLE learning.signal_chunk');
      const lost = (id: string) => expect.poll(() => cutOff().then(() => stateOf(id)), { timeout: 20_000 });
      const { id: spent } = await asked('', { rules, ...period });
      await lost(spent).toEqual(again);
      await learning.database.query('UPDATE learning.backtest SET faults = 29 WHERE id = $1', [spent]);
      await lost(spent).toEqual({ state: 'failed', problem: expect.stringContaining('away 30 times') });

      ({ id: passing } = await asked('', { rules, ...period }));
      await lost(passing).toEqual(again);
    });
    await expect.poll(() => stateOf(passing), { timeout: 20_000 }).toEqual(done);
  });
});

/** Ends the connections of the thread that replays, as a restart of the database does. */
async function cutOff(): Promise<void> {
  await learning.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'hormesis-learning-backtest' AND wait_event_type = 'Lock' AND datname = current_database()`,
  );
}
