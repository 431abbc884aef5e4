import type { Event } from '@hormesis/events';
import { migrateStreams, Refused, Streams } from '@hormesis/streams';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { context, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { add, addOnce, type Noted, type Notes, notesDecider, refused } from './notes.js';
import { RemoteLog } from './remote-log.js';

let test: TestDatabase;
let incident = 0;
const nextId = () => `inc-${++incident}`;
const now = new Date('2026-11-16T09:00:00.000Z');

const streams = (log = new RemoteLog()) =>
  new Streams<Notes, Noted>(test.database, log, notesDecider, { source: '/hormesis/test', now: () => now });

const cause: Event = {
  id: 'anomaly-1',
  source: '/prometheus',
  name: 'anomaly.detected',
  type: 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
  subject: 'checkout',
  time: '2026-11-16T08:59:58.000Z',
  correlationId: 'inc-7f3a',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  data: {},
};

beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 25 });
  await migrateStreams(test.database);
});
afterAll(() => test.drop());

describe('deciding on a stream', () => {
  it('begins with nothing, and goes on from what was decided', async () => {
    const notes = streams();
    const id = nextId();
    expect(await notes.load(id)).toEqual({ state: { id, notes: [] }, version: 0 });
    await notes.decide(id, add('first'));
    await notes.decide(id, add('second', 'third'));
    expect(await notes.load(id)).toEqual({ state: { id, notes: ['first', 'second', 'third'] }, version: 3 });
    expect(await streams().load(id)).toEqual(await notes.load(id));
  });

  it('puts on the envelope: who, when, why, and in which trace', async () => {
    const actor = { kind: 'person', id: 'ana' } as const;
    const { events } = await streams().decide(nextId(), add('seen'), { actor, causation: cause });
    expect(events).toMatchObject([
      {
        name: 'incident.annotated',
        source: '/hormesis/test',
        time: now.toISOString(),
        recordedTime: now.toISOString(),
        correlationId: 'inc-7f3a',
        causationId: 'anomaly-1',
        actor,
        traceparent: cause.traceparent,
        data: { note: 'seen' },
      },
    ]);
  });

  it('prefers the time and the correlation it is given, and the trace it runs in', async () => {
    const spanContext = { traceId: 'f'.repeat(32), spanId: 'e'.repeat(16), traceFlags: 1 };
    const active = trace.setSpan(context.active(), trace.wrapSpanContext(spanContext));
    context.setGlobalContextManager(fixedContext(active));
    const decided = await streams().decide(nextId(), add('seen'), {
      causation: cause,
      correlationId: 'inc-other',
      time: '2026-11-15T00:00:00Z',
    });
    context.disable();
    expect(decided.events[0]).toMatchObject({
      time: '2026-11-15T00:00:00Z',
      recordedTime: now.toISOString(),
      correlationId: 'inc-other',
      traceparent: `00-${'f'.repeat(32)}-${'e'.repeat(16)}-01`,
    });
  });

  it('writes nothing when the rules refuse', async () => {
    const id = nextId();
    const attempt = streams().decide(id, refused);
    await expect(attempt).rejects.toBeInstanceOf(Refused);
    await expect(attempt).rejects.toMatchObject({ code: 'notes-closed', message: /Open another/ });
    expect(await streams().load(id)).toMatchObject({ version: 0 });
  });

  it('writes nothing when the rules break', async () => {
    const id = nextId();
    const broken = () => {
      throw new Error('broken');
    };
    await expect(streams().decide(id, broken)).rejects.toThrow('broken');
    expect(await streams().load(id)).toMatchObject({ version: 0 });
  });

  it('answers nothing when nothing is to be done', async () => {
    const id = nextId();
    await streams().decide(id, addOnce('a'));
    expect(await streams().decide(id, addOnce('a'))).toEqual({ events: [], positions: [] });
  });

  it('finds every stream of its kind', async () => {
    const [a, b] = [nextId(), nextId()];
    await streams().decide(a, add('of a'));
    await streams().decide(b, add('of b', 'more'));
    const all = await streams().loadAll();
    expect(all.get(a)).toEqual({ state: { id: a, notes: ['of a'] }, version: 1 });
    expect(all.get(b)).toMatchObject({ version: 2 });
  });
});

describe('the same cause decided again', () => {
  it('gives the same events, so that nothing more is written', async () => {
    const id = nextId();
    const first = await streams().decide(id, add('a', 'b'), { causation: cause });
    expect(new Set(first.events.map((event) => event.id)).size).toBe(2);
    expect(await streams().decide(id, add('a', 'b'), { causation: cause })).toEqual({
      events: [],
      positions: [],
    });
    expect(await streams().load(id)).toMatchObject({ version: 2 });
  });

  it('is another decision on another stream, and under other ids', async () => {
    const [one, other] = [nextId(), nextId()];
    const ids = new Set<string | undefined>();
    for (const [id, seed] of [
      [one, undefined],
      [other, undefined],
      [one, 'step-2'],
    ] as const) {
      const context = seed ? { causation: cause, ids: seed } : { causation: cause };
      ids.add((await streams().decide(id, add('a'), context)).events[0]?.id);
    }
    expect(ids.size).toBe(3);
  });
});

describe('many at once on one stream', () => {
  it('lose nothing, whichever process they come from', async () => {
    const id = nextId();
    const processes = [streams(), streams(), streams(), streams()];
    const names = Array.from({ length: 20 }, (_, n) => `note ${n}`);
    await Promise.all(names.map((name, n) => processes[n % 4]?.decide(id, add(name))));
    const { state, version } = await streams().load(id);
    expect(version).toBe(20);
    expect([...state.notes].sort()).toEqual([...names].sort());
  });

  it('see what the one before decided', async () => {
    const id = nextId();
    const processes = Array.from({ length: 10 }, () => streams());
    const decided = await Promise.all(processes.map((notes) => notes.decide(id, addOnce('only once'))));
    expect(decided.filter(({ events }) => events.length > 0)).toHaveLength(1);
  });

  it('decide again when something else wrote to the stream', async () => {
    const id = nextId();
    const notes = streams();
    await notes.decide(id, add('first'));
    let attempts = 0;
    let second: Promise<unknown> = Promise.resolve();
    await test.database.transaction(async (intruder) => {
      await intruder.query(
        `insert into streams.event (stream, version, category, source, event_id, event)
         select stream, 2, category, source, 'intruder', event from streams.event where stream = $1`,
        [`notes-${id}`],
      );
      second = notes.decide(id, (state) => {
        attempts++;
        return add('second')(state);
      });
      await vi.waitUntil(() => attempts === 1);
    });
    await second;
    expect(attempts).toBe(2);
    expect((await streams().load(id)).state.notes).toEqual(['first', 'first', 'second']);
  });
});

function fixedContext(active: ReturnType<typeof context.active>) {
  const manager = {
    active: () => active,
    with: (_: unknown, run: (...args: unknown[]) => unknown, self: unknown, ...args: unknown[]) =>
      run.apply(self, args),
    bind: (_: unknown, target: unknown) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager as never;
}
