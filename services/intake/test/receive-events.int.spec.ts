import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch, cdEvent, ceHeaders, cloudEvent, structured } from './sent-events.js';
import { type Body, now, sender, startIntake } from './start-intake.js';

let intake: Awaited<ReturnType<typeof startIntake>>;
let send: ReturnType<typeof sender>;

beforeAll(async () => {
  intake = await startIntake();
  send = sender(intake.url);
});
afterAll(() => intake.stop());

const asStored = (id: string) => ({
  id,
  name: 'service.deployed',
  source: '/pipelines/checkout',
  subject: 'checkout',
  time: '2026-11-22T10:00:00.123456789Z',
  recordedTime: now.toISOString(),
  data: { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout@sha256%3Aab12', version: 'v413' },
});

describe('sending events', () => {
  it.each([
    ['binary', (id: string) => send('application/json', cdEvent(id), { headers: ceHeaders(id) })],
    ['structured', (id: string) => send(`${structured}; charset=UTF-8`, cloudEvent(id))],
    ['batched', (id: string) => send(batch, [cloudEvent(id)])],
    ['a bare CDEvent', (id: string) => send('application/json', cdEvent(id))],
  ])('%s: 202 once the event stands on the log', async (mode, sending) => {
    const id = `mode-${mode}`;
    const { status, body } = await sending(id);
    expect(status).toBe(202);
    expect(body.events).toEqual([
      {
        index: 0,
        id,
        source: '/pipelines/checkout',
        position: expect.stringMatching(/^hormesis\.changes\/\d+@\d+$/),
        duplicate: false,
      },
    ]);
    expect(await intake.eventAt(body.events[0]?.position ?? '')).toMatchObject(asStored(id));
  });

  it('again with the same source and id: the same answer, and it counts once', async () => {
    const first = await send(structured, cloudEvent('again'));
    const count = await intake.countEvents();
    const second = await send('application/json', cdEvent('again'));
    expect(second.status).toBe(202);
    expect(second.body.events).toEqual([{ ...first.body.events[0], duplicate: true }]);
    expect(await intake.countEvents()).toBe(count);
  });

  it('twice in one batch: it counts once', async () => {
    const { body } = await send(batch, [cloudEvent('twin'), cloudEvent('twin')]);
    expect(body.events.map(({ duplicate }) => duplicate)).toEqual([false, true]);
    expect(body.events[0]?.position).toBe(body.events[1]?.position);
  });

  it('of several topics at once: each stands on its own, in the order of the answer', async () => {
    const signal = {
      specversion: '1.0',
      id: 's',
      source: '/t',
      type: 'com.example.other',
      subject: 'x',
      data: 1,
    };
    const anomaly = {
      context: {
        specversion: '0.5.1',
        id: 'a-1',
        source: '/alerts',
        type: 'dev.cdeventsx.hormesis-anomaly.cleared.0.1.0',
        timestamp: '2026-11-22T10:00:00Z',
      },
      subject: {
        id: 'anomaly-1',
        content: { service: { id: 'checkout' }, environment: { id: 'production' } },
      },
    };
    const { context } = anomaly;
    const wrapped = {
      specversion: '1.0',
      id: context.id,
      source: context.source,
      type: context.type,
      data: anomaly,
    };
    const { body } = await send(batch, [signal, wrapped, cloudEvent('t-3')]);
    expect(body.events.map(({ id, position }) => [id, position.split('/')[0]])).toEqual([
      ['s', 'hormesis.changes'],
      ['a-1', 'hormesis.incidents'],
      ['t-3', 'hormesis.changes'],
    ]);
  });

  it('of a type nobody knows: it is kept as sent, and its time is when it came in', async () => {
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': 'u',
      'ce-source': '/t',
      'ce-type': 'com.example.picture',
    };
    const { body } = await send('image/png', Buffer.from([0x89, 0x50]), { headers });
    expect(await intake.eventAt(body.events[0]?.position ?? '')).toMatchObject({
      name: 'com.example.picture',
      data: { base64: 'iVA=' },
      dataContentType: 'image/png',
      time: now.toISOString(),
    });
  });

  it('records the credential, whatever the sender claims', async () => {
    const claimed = {
      authtype: 'user',
      authid: 'ana',
      credentialid: 'root',
      recordedtime: '2020-01-01T00:00:00Z',
    };
    const { body } = await send(structured, cloudEvent('claimed', claimed));
    expect(await intake.eventAt(body.events[0]?.position ?? '')).toMatchObject({
      actor: { kind: 'person', id: 'ana', credential: 'ci' },
      recordedTime: now.toISOString(),
    });
    const agent = await send(structured, cloudEvent('acting'), {
      headers: { 'hormesis-actor': 'agent:shipper for ana' },
    });
    expect((await intake.eventAt(agent.body.events[0]?.position ?? '')).actor).toEqual({
      kind: 'agent',
      id: 'shipper',
      onBehalfOf: 'ana',
      credential: 'ci',
    });
  });

  it('none: an empty batch is taken', async () => {
    expect(await send(batch, [])).toMatchObject({ status: 202, body: { events: [] } });
  });
});

describe('events that are not right', () => {
  const { environment: _, ...incomplete } = cdEvent('x').subject.content;
  const wrong = (id: string) => {
    const event = cloudEvent(id);
    return { ...event, data: { ...event.data, subject: { id: 'checkout', content: incomplete } } };
  };

  it('among good ones: the good are stored, each bad one is named', async () => {
    const { status, body } = await send(batch, [cloudEvent('good-1'), wrong('bad'), 7, cloudEvent('good-2')]);
    expect(status).toBe(207);
    expect(body.accepted.map(({ index, id }) => [index, id])).toEqual([
      [0, 'good-1'],
      [3, 'good-2'],
    ]);
    expect(body.problem.errors).toEqual([
      {
        index: 1,
        field: 'subject.content.environment',
        reason: 'is missing',
        hint: 'Add `subject.content.environment`.',
      },
      { index: 2, field: 'event', reason: expect.any(String), hint: expect.any(String) },
    ]);
    expect(await intake.eventAt(body.accepted[1]?.position ?? '')).toMatchObject({ id: 'good-2' });
  });

  it('only: 422 with every issue', async () => {
    const { status, headers, body } = await send(structured, wrong('bad-alone'));
    expect(status).toBe(422);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(body).toMatchObject({
      code: 'invalid-event',
      errors: [{ index: 0, field: 'subject.content.environment' }],
    });
  });

  it.each([
    ['2026-11-22T12:00:00Z', /more than an hour after now/],
    ['2010-01-01T00:00:00Z', /more than ten years ago/],
  ])('by their clock: %s', async (time, reason) => {
    const { status, body } = await send(structured, cloudEvent('clock', { time }));
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: 'time', reason: expect.stringMatching(reason) });
    expect(body.errors[0]?.hint).not.toBe('');
  });

  it.each(['/hormesis/guardian', '/hormesis'])('by a source that is ours: %s', async (source) => {
    const { status, body } = await send(
      structured,
      cloudEvent('forged', { source, type: 'com.example.forged', data: {} }),
    );
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: 'source', reason: expect.stringContaining(source) });
  });

  it.each([
    ['an id that no index can hold', { id: 'x'.repeat(600) }, 'id', /longer than 512 bytes/],
    ['a text that Postgres cannot hold', { data: { text: 'a\u0000b' } }, 'data', /U\+0000/],
  ])('by %s', async (_, over, field, reason) => {
    const { status, body } = await send(
      structured,
      cloudEvent('odd', { type: 'com.example.odd', data: {}, ...over }),
    );
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field, reason: expect.stringMatching(reason) });
  });

  it('but not by a type that is called like a part of the language', async () => {
    const { status } = await send(
      structured,
      cloudEvent('language', { type: 'constructor', data: { text: 'a\\u0000b' } }),
    );
    expect(status).toBe(202);
  });

  it('by their depth', async () => {
    const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`);
    const { status, body } = await send(
      structured,
      cloudEvent('deep', { type: 'com.example.deep', data: deep }),
    );
    expect(status).toBe(422);
    expect(body.errors[0]?.reason).toMatch('deeper than 32 levels');
  });

  it('by their size: an event over 256 KiB, a request over 1 MiB', async () => {
    const large = cloudEvent('large', { type: 'com.example.large', data: 'x'.repeat(300 * 1024) });
    expect(await send(structured, large)).toMatchObject({ status: 413, body: { code: 'too-large' } });
    const mixed = await send(batch, [large, cloudEvent('small')]);
    expect(mixed).toMatchObject({ status: 207, body: { accepted: [{ id: 'small' }] } });
    expect(await send(structured, 'x'.repeat(1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
  });

  it('by their number', async () => {
    const count = await intake.countEvents();
    const { status, body } = await send(
      batch,
      Array.from({ length: 1_001 }, (_, n) => cloudEvent(`n-${n}`)),
    );
    expect([status, body.code]).toEqual([413, 'too-many-events']);
    expect(await intake.countEvents()).toBe(count);
    expect(
      (
        await send(
          batch,
          Array.from({ length: 1_000 }, (_, n) => cloudEvent(`n-${n}`)),
        )
      ).status,
    ).toBe(202);
  });

  it.each([
    ['text/plain', 'hello', 415],
    ['application/cloudevents+xml', '<event/>', 415],
    ['application/cloudevents+json; charset=utf-16', '{}', 415],
    ['application/json; charset=latin1', '{}', 415],
    [undefined, undefined, 415],
    ['application/cloudevents+json', '{oops', 400],
    ['application/cloudevents+json', '', 422],
    ['application/cloudevents-batch+json', '{}', 400],
    ['application/json', '[]', 422],
  ])('by their form: %s %s', async (contentType, body, status) => {
    const answer = await send(contentType, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body.title).not.toBe('');
    expect(answer.body.hint).not.toBe('');
  });

  it('by who sends them: 401 without a token, 403 without the scope', async () => {
    expect((await send(structured, cloudEvent('x'), { secret: null })).status).toBe(401);
    expect((await send(structured, cloudEvent('x'), { secret: 'not-a-secret' })).status).toBe(401);
    expect((await send(structured, cloudEvent('x'), { secret: 'viewer-secret' })).status).toBe(403);
  });
});

describe('a webhook sender', () => {
  it('is told that it may deliver', async () => {
    const { status, headers } = await send(undefined, undefined, {
      method: 'OPTIONS',
      secret: null,
      headers: { 'webhook-request-origin': 'events.example.com' },
    });
    expect(status).toBe(200);
    expect(headers.get('webhook-allowed-origin')).toBe('events.example.com');
    expect(headers.get('webhook-allowed-rate')).toBe('*');
    expect(headers.get('allow')).toContain('POST');
  });

  it('may give its token in the query', async () => {
    const path = '/v1/events?access_token=ci-secret-1';
    expect((await send(structured, cloudEvent('by-query'), { secret: null, path })).status).toBe(202);
  });
});

describe('when the log cannot be reached', () => {
  it('nothing is acknowledged, and sending again is safe', async () => {
    let broken = true;
    const shaky = await startIntake((log) => ({
      ...Object.assign(Object.create(log), {
        append: async (topic: string, entries: never[]) => {
          if (broken && topic === 'hormesis.changes') throw new Error('connection refused');
          return log.append(topic, entries);
        },
      }),
      kind: log.kind,
    }));
    try {
      const sendShaky = sender(shaky.url);
      const events = [cloudEvent('s-1'), cloudEvent('s-2')];
      const failed = await sendShaky(batch, events);
      expect(failed.status).toBe(503);
      expect(failed.headers.get('retry-after')).toBe('2');
      expect(failed.body).toMatchObject({ code: 'log-unavailable' } satisfies Partial<Body>);
      expect(failed.body.events).toBeUndefined();
      broken = false;
      expect(await sendShaky(batch, events)).toMatchObject({
        status: 202,
        body: {
          events: [
            { id: 's-1', duplicate: false },
            { id: 's-2', duplicate: false },
          ],
        },
      });
    } finally {
      await shaky.stop();
    }
  });
});
