import type { Ramp } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { stateEvent } from '@hormesis/events';
import { type Flag, flipFlag, pauseRamp } from '@hormesis/flags';
import { topics } from '@hormesis/log';
import { ProjectionRunner, waitForPosition } from '@hormesis/projection';
import { signalReadModels } from '@hormesis/read-models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RampLease } from '../src/run-ramps/ramp-lease.js';
import { caller, onOff, startCopy, startFlags } from './start-flags.js';

/** A clock that is moved by hand; ramps look at it twice a second. */
let nowMs = Date.now();
const clock = { now: () => new Date(nowMs) };
let flags: Awaited<ReturnType<typeof startFlags>>;
let call: ReturnType<typeof caller>;
let projections: ProjectionRunner;

beforeAll(async () => {
  flags = await startFlags(2, clock);
  call = caller(flags.url);
  const { database: db, log } = flags;
  projections = new ProjectionRunner({ db, log, projections: signalReadModels, group: 'signals' });
  await projections.start();
});
afterAll(async () => {
  await projections.stop();
  await flags.stop();
});

const definition = { ...onOff.definition, defaultVariant: 'off' };
const steps = [
  { percentage: 1, bakeSeconds: 60 },
  { percentage: 50, bakeSeconds: 60 },
  { percentage: 100, bakeSeconds: 60 },
];

async function begin(key: string, body: object = {}): Promise<void> {
  await call('PUT', `/api/flags/${key}`, { ...onOff, definition, environment: 'production' });
  const ramp = { variant: 'on', steps, guards: [{ metric: 'http.errors', worstRatio: 0.05 }], ...body };
  expect(await call('PUT', `/api/flags/${key}/ramp`, ramp)).toMatchObject({ status: 202 });
}

const show = async (key: string) => (await call('GET', `/api/ramps/${key}`)).body as Ramp;
const becomes = (key: string, expected: object) =>
  expect.poll(() => show(key), { timeout: 10_000 }).toMatchObject(expected);

/** A window of ten seconds, as an emitter sends it; returns when it can be read. */
async function measure(key: string, total: number, bad = 0, endMs = nowMs): Promise<void> {
  const data = {
    service: { id: 'checkout' },
    environment: { id: 'production' },
    metric: 'http.errors',
    cohort: `flag:${key}=on`,
    start: new Date(endMs - 10_000).toISOString(),
    durationMs: 10_000,
    total,
    bad,
  };
  const event = stateEvent({ name: 'signal.measured', subject: 'checkout', data }, { source: '/test' });
  const appended = await flags.log.append(topics.signals, [{ key: 'checkout', event }]);
  const positions = appended.map(({ position }) => position);
  await waitForPosition(flags.database, 'signal_window', positions, 5_000);
}

async function passes(key: string, seconds: number, total = 100, bad = 0): Promise<void> {
  await measure(key, total, bad, nowMs + seconds * 1_000);
  nowMs += seconds * 1_000;
}

describe('a ramp that is scheduled', () => {
  it('goes on by itself while its guards are measured and well, to its end', async () => {
    await begin('good');
    await becomes('good', { phase: 'running', step: 1, percentage: 1 });
    await passes('good', 61);
    await becomes('good', { step: 2, percentage: 50 });
    await passes('good', 61);
    await becomes('good', { step: 3, percentage: 100 });
    const user = { context: { targetingKey: 'anybody' } };
    expect((await call('POST', '/ofrep/v1/evaluate/flags/good', user)).body).toMatchObject({ value: true });
    await passes('good', 61);
    await becomes('good', { phase: 'completed', nextStepAt: null });
  });

  it('holds without data and says so, and goes on when there is some', async () => {
    await begin('silent');
    nowMs += 61_000;
    await becomes('silent', { phase: 'paused', step: 1, pause: { cause: 'no-data', metric: 'http.errors' } });
    expect((await show('silent')).pause?.reason).toMatch(/no window of http.errors of checkout/);
    await passes('silent', 10);
    await becomes('silent', { phase: 'running', step: 1 });
    await passes('silent', 61);
    await becomes('silent', { step: 2 });
  });

  it('stops at a bad ratio of the users that it exposes, and only of them', async () => {
    await begin('bad');
    await begin('beside-it');
    await passes('bad', 15, 100, 20);
    await becomes('bad', { phase: 'paused', pause: { cause: 'guard' }, guards: [{ total: 100, bad: 20 }] });
    await measure('beside-it', 100);
    await passes('beside-it', 50, 10);
    await becomes('beside-it', { phase: 'running', step: 2 });
    expect(await show('bad')).toMatchObject({ step: 1 });
  });

  it('kills its flag at an anomaly where the schedule says so', async () => {
    await begin('killed', { onAnomaly: 'kill', guards: [{ metric: 'queue.depth' }] });
    const at = clock.now().toISOString();
    const anomaly = stateEvent(
      {
        name: 'anomaly.detected',
        subject: 'anomaly-1',
        data: {
          service: { id: 'checkout' },
          environment: { id: 'production' },
          metric: 'queue.depth',
          onset: at,
          method: 'person',
          severity: 'critical',
        },
      },
      { source: '/test', time: at },
    );
    await flags.log.append(topics.incidents, [{ key: 'checkout', event: anomaly }]);
    await becomes('killed', { phase: 'paused', pause: { cause: 'flag-off' } });
    expect((await call('POST', '/ofrep/v1/evaluate/flags/killed', {})).body).toMatchObject({
      reason: 'DISABLED',
    });
  });
});

describe('people and the guardian', () => {
  it('pause, resume and abort a ramp', async () => {
    await begin('steered');
    expect(await call('POST', '/api/flags/steered/ramp/pause', { reason: 'lunch' })).toMatchObject({
      status: 202,
      body: { events: [{ name: 'featureflag.ramppaused' }] },
    });
    await passes('steered', 61);
    expect(await show('steered')).toMatchObject({ step: 1, pause: { cause: 'person', reason: 'lunch' } });
    await call('POST', '/api/flags/steered/ramp/resume', {});
    await passes('steered', 61);
    await becomes('steered', { phase: 'running', step: 2, percentage: 50 });
    expect(await call('POST', '/api/flags/steered/ramp/abort', {})).toMatchObject({
      body: { events: [{ name: 'featureflag.rampaborted' }, { name: 'featureflag.ramped' }] },
    });
    await becomes('steered', { phase: 'aborted', percentage: 0 });
    expect(await call('POST', '/api/flags/steered/ramp/pause', {})).toMatchObject({
      status: 409,
      body: { code: 'ramp-none' },
    });
  });

  it('are seen by each other: the guardian decides on the same stream', async () => {
    await begin('guarded');
    await flags.guardian.decide('guarded', (flag: Flag) =>
      pauseRamp(flag, { by: 'guardian', reason: 'errors', action: 'act-1' }),
    );
    await becomes('guarded', { phase: 'paused', pause: { cause: 'guardian', reason: 'errors' } });
    await begin('off');
    await flags.guardian.decide('off', (flag: Flag) =>
      flipFlag(flag, { state: 'DISABLED', action: 'act-2' }),
    );
    await becomes('off', { phase: 'paused', pause: { cause: 'flag-off' } });
    expect(await call('POST', '/api/flags/off/ramp/resume', {})).toMatchObject({
      status: 409,
      body: { code: 'flag-off' },
    });
  });

  it('see all ramps, and are told what is wrong with one', async () => {
    const { body } = await call('GET', '/api/ramps');
    expect((body as { items: Ramp[] }).items.map(({ key }) => key)).toContain('good');
    expect(await call('GET', '/api/ramps/nobody')).toMatchObject({ status: 404 });
    await call('PUT', '/api/flags/lone', { definition });
    const ramp = { variant: 'on', steps, guards: [{ metric: 'http.errors' }] };
    expect(await call('PUT', '/api/flags/lone/ramp', ramp)).toMatchObject({
      status: 409,
      body: { code: 'guard-without-service' },
    });
    expect(await call('PUT', '/api/flags/lone/ramp', { ...ramp, steps: [{ percentage: 1 }] })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'steps.0.bakeSeconds' }] },
    });
  });
});

describe('a restart', () => {
  it('goes on where the ramp stood, and takes each step once', async () => {
    await begin('restarted');
    await passes('restarted', 61);
    await becomes('restarted', { step: 2 });
    await measure('restarted', 100, 0, nowMs + 61_000);
    await projections.stop();
    await flags.stopCopies();
    nowMs += 61_000;
    await onlyOneHolds(flags.databaseUrl);
    const copies = await Promise.all([
      startCopy(flags.databaseUrl, clock),
      startCopy(flags.databaseUrl, clock),
    ]);
    const seen = async () => (await caller(copies[0].url)('GET', '/api/ramps/restarted')).body;
    await expect.poll(seen, { timeout: 10_000 }).toMatchObject({ step: 3, percentage: 100 });
    const events = await copies[0].database.query<{ type: string }>(
      `select event->>'type' as type from streams.event where stream = 'flag-restarted' order by version`,
    );
    expect(events.filter(({ type }) => type.includes('featureflag.ramped'))).toHaveLength(3);
    for (const copy of copies) await copy.stop();
  });
});

/** Of two processes one may move ramps on, until it lets go. */
async function onlyOneHolds(databaseUrl: string): Promise<void> {
  const database = new Database(databaseUrl);
  const [one, other] = [new RampLease(database), new RampLease(database)];
  expect([await one.hold(), await other.hold(), await one.hold()]).toEqual([true, false, true]);
  await one.release();
  expect(await other.hold()).toBe(true);
  await other.release();
  await database.close();
}
