import type { Event } from '@hormesis/events';
import { keyOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  migrateProjections,
  positions,
  projectionStatus,
  type Reaction,
  ReactionRunner,
} from '../src/index.js';
import { deployed } from './ledger.js';

const now = '2026-01-01T00:00:00.000Z';

let test: TestDatabase;
let log: PostgresLog;
let runners: ReactionRunner[];
let names = 0;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
beforeEach(async () => {
  log = await PostgresLog.open(test.database);
  runners = [];
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await log.close();
});
afterAll(() => test.drop());

function append(...events: Event[]) {
  return log.append(
    topics.changes,
    events.map((event) => ({ key: keyOf(event), event })),
  );
}

async function run(on: Reaction['on'], rest: Partial<Reaction> = {}) {
  const reaction = { name: `reaction-${++names}`, from: [topics.changes], on, ...rest };
  const errors: unknown[] = [];
  const runner = new ReactionRunner({
    db: test.database,
    log,
    reactions: [reaction],
    firstPauseMs: 5,
    onError: (error) => errors.push(error),
  });
  runners.push(runner);
  await runner.start();
  return { ...reaction, errors, runner };
}

describe('a reaction', () => {
  it('gets every event in order, and none again after a restart', async () => {
    const seen: string[] = [];
    const event = (n: number) => deployed(`in-order`, `v${n}`, now, `order-${n}`);
    await append(...[1, 2, 3].map(event));
    const first = await run(async ({ id }) => void seen.push(id));
    await vi.waitFor(() => expect(seen.filter((id) => id.startsWith('order'))).toHaveLength(3));
    await first.runner.stop();
    await append(event(4));
    await run(async ({ id }) => void seen.push(id), { name: first.name });
    await vi.waitFor(() => expect(seen).toContain('order-4'));
    expect(seen.filter((id) => id.startsWith('order'))).toEqual(['order-1', 'order-2', 'order-3', 'order-4']);
  });

  it('may begin at what comes from now on', async () => {
    await append(deployed('search', 'v1', now, 'before'));
    const seen: string[] = [];
    await run(async ({ id }) => void seen.push(id), { startAt: 'end' });
    await append(deployed('search', 'v2', now, 'after'));
    await vi.waitFor(() => expect(seen).toEqual(['after']));
  });

  it('parks an event that always fails after five tries, and goes on with the next', async () => {
    const tries: string[] = [];
    const { name, errors } = await run(
      async ({ id }) => {
        tries.push(id);
        if (id === 'poison') throw new Error('I cannot.');
      },
      { startAt: 'end' },
    );
    await append(deployed('cart', 'v1', now, 'poison'), deployed('cart', 'v2', now, 'next'));
    await vi.waitFor(() => expect(tries).toContain('next'));
    expect(tries).toEqual([...Array(5).fill('poison'), 'next']);
    expect(errors).toHaveLength(5);
    await vi.waitFor(async () => {
      const status = await projectionStatus(test.database, log);
      expect(status.find((one) => one.name === name)).toMatchObject({ behind: 0, parked: 1 });
    });
  });

  it('waits for as long as the infrastructure is away, and parks nothing', async () => {
    let tries = 0;
    const seen: string[] = [];
    const { name, errors } = await run(
      async ({ id }) => {
        tries += 1;
        if (tries < 4) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        seen.push(id);
      },
      { startAt: 'end' },
    );
    await append(deployed('cart', 'v3', now, 'patient'));
    await vi.waitFor(() => expect(seen).toEqual(['patient']), { timeout: 10_000 });
    expect(errors).toHaveLength(3);
    const status = await projectionStatus(test.database, log);
    expect(status.find((one) => one.name === name)).toMatchObject({ parked: 0 });
  });

  it('is done with the running event when it is stopped, and leaves the rest of the batch to the next', async () => {
    const seen: string[] = [];
    const begun: (() => void)[] = [];
    const { name, runner } = await run(
      async ({ id }) => {
        await new Promise<void>((resolve) => begun.push(resolve));
        seen.push(id);
      },
      { startAt: 'end' },
    );
    const ids = ['stop-1', 'stop-2', 'stop-3'];
    await append(...ids.map((id) => deployed('cart', 'v6', now, id)));
    await vi.waitFor(() => expect(begun).toHaveLength(1));
    const stopped = runner.stop();
    const releasing = setInterval(() => begun.at(-1)?.(), 10);
    await stopped;
    clearInterval(releasing);
    expect(seen).toEqual(['stop-1']);
    await run(async ({ id }) => void seen.push(id), { name });
    await vi.waitFor(() => expect(seen).toEqual(ids));
  });

  it('comes again from its checkpoint when the process died in the middle', async () => {
    const seen: string[] = [];
    const { name, runner } = await run(
      async ({ id }) => {
        if (id === 'cut-2') throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
        seen.push(id);
      },
      { startAt: 'end' },
    );
    await append(deployed('cart', 'v4', now, 'cut-1'), deployed('cart', 'v5', now, 'cut-2'));
    await vi.waitFor(() => expect(seen).toEqual(['cut-1']));
    await runner.stop();
    await run(async ({ id }) => void seen.push(id), { name });
    await vi.waitFor(() => expect(seen).toEqual(['cut-1', 'cut-2']));
    expect((await positions(test.database, name)).length).toBeGreaterThan(0);
  });
});
