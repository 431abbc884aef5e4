import type { EventOf } from '@hormesis/events';
import { WebhookExecutor } from '@hormesis/executors';
import { type Delivery, type Reply, startReceiver, webhookKey } from '@hormesis/testing/webhook-receiver';
import { afterEach, describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './executor-contract.js';
import { type FakeReply, type FakeRequest, startFakeServer } from './fakes/fake-server.js';
import { limits, rollback } from './requests.js';

const request: EventOf<'action.requested'> = {
  id: 'event-1',
  source: '/hormesis/guardian',
  time: '2026-11-16T10:00:00.000Z',
  name: 'action.requested',
  type: 'dev.cdeventsx.hormesis-action.requested.0.2.0',
  subject: 'act-1',
  data: {
    service: { id: 'checkout' },
    environment: { id: 'production' },
    incident: 'inc-1',
    target: { kind: 'rollback', service: 'checkout', environment: 'production', toVersion: 'v412' },
    change: 'deploy-1',
    reason: 'v413 began 41 s before the onset.',
  },
};

let receiver: Awaited<ReturnType<typeof startReceiver>> | undefined;
afterEach(() => receiver?.stop());

async function deliver(reply: (delivery: Delivery, count: number) => Reply, timeoutMs = 3_000) {
  receiver = await startReceiver(reply);
  const executor = new WebhookExecutor({ url: receiver.url, key: webhookKey, timeoutMs });
  return { answer: await executor.execute(request), deliveries: receiver.deliveries };
}

describe('the rollback webhook', () => {
  it('is signed, bears the id of the request, names the action and says what to do', async () => {
    const { answer, deliveries } = await deliver(() => ({ status: 200, body: { detail: 'v412 is live' } }));
    expect(answer).toEqual({ kind: 'completed', detail: 'v412 is live' });
    expect(deliveries).toEqual([
      {
        id: 'event-1',
        verified: true,
        body: {
          type: 'action.requested',
          timestamp: '2026-11-16T10:00:00.000Z',
          data: {
            action: 'act-1',
            incident: 'inc-1',
            kind: 'rollback',
            service: 'checkout',
            environment: 'production',
            toVersion: 'v412',
            change: 'deploy-1',
            reason: 'v413 began 41 s before the onset.',
          },
        },
      },
    ]);
  });

  it('is sent again under the same id until it succeeds', async () => {
    const replies: Reply[] = [{ status: 503 }, 'drop', { status: 204 }];
    const { answer, deliveries } = await deliver((_, count) => replies[count - 1] ?? { status: 500 });
    expect(answer).toEqual({ kind: 'completed', detail: 'The webhook answered HTTP 204.' });
    expect(deliveries.map(({ id, verified }) => [id, verified])).toEqual([
      ['event-1', true],
      ['event-1', true],
      ['event-1', true],
    ]);
  });

  it('fails when the time is up, and says how it went', async () => {
    const { answer, deliveries } = await deliver(
      () => ({ status: 503, body: { detail: 'deploying' } }),
      1_000,
    );
    expect(answer).toEqual({
      kind: 'failed',
      reason: `The webhook did not succeed in 1 s (${deliveries.length} attempts). Last: HTTP 503: deploying.`,
    });
    expect(deliveries.length).toBeGreaterThan(1);
  });

  it('does not wait longer than its time for a receiver that never answers', async () => {
    const began = performance.now();
    const { answer } = await deliver(() => 'hang', 1_000);
    expect(answer).toMatchObject({ kind: 'failed', reason: expect.stringContaining('no answer in time') });
    expect(performance.now() - began).toBeLessThan(2_500);
  });

  it('waits as long as it is asked to', async () => {
    const began = performance.now();
    const busy: Reply = { status: 429, headers: { 'retry-after': '1' } };
    const { answer } = await deliver((_, count) => (count === 1 ? busy : { status: 200 }));
    expect(answer.kind).toBe('completed');
    expect(performance.now() - began).toBeGreaterThan(950);
  });

  it('takes a no for a no', async () => {
    const wrong = await deliver(() => ({ status: 401, body: { detail: 'bad signature' } }));
    expect(wrong.answer).toEqual({ kind: 'failed', reason: 'The webhook answered HTTP 401: bad signature.' });
    expect(wrong.deliveries).toHaveLength(1);
    await receiver?.stop();
    const refused = await deliver(() => ({
      status: 200,
      body: { status: 'refused', detail: 'migration ran' },
    }));
    expect(refused.answer).toEqual({ kind: 'refused', reason: 'migration ran' });
  });

  it('never follows a redirect', async () => {
    const { answer } = await deliver(() => ({ status: 307, headers: { location: 'http://127.0.0.1:1/' } }));
    expect(answer).toEqual({ kind: 'failed', reason: 'The webhook answered HTTP 307.' });
  });

  it('declines when it is not configured, and says how to', async () => {
    const executor = new WebhookExecutor(undefined);
    expect(await executor.takes(request)).toMatchObject({
      mine: false,
      because: expect.stringContaining(
        'Set HORMESIS_ROLLBACK_WEBHOOK_URL and HORMESIS_ROLLBACK_WEBHOOK_SECRET',
      ),
    });
  });
});

describe('a webhook whose work takes longer', () => {
  itKeepsTheContract(async (): Promise<Subject> => {
    const done = new Map<string, number>();
    let busy = 0;
    const receiver = await startFakeServer(({ method, body }) => {
      if (method === 'GET') {
        busy += 1;
        if (busy % 3 !== 0) return { status: 202 };
        return { status: 200, body: { status: 'completed', detail: 'v412 is live' } };
      }
      const { type, data } = body as { type: string; data: { action: string } };
      const undoing = type === 'action.undoing';
      if (undoing !== (done.get(data.action) ?? 0) % 2 > 0)
        return { status: 200, body: { detail: 'as it was' } };
      done.set(data.action, (done.get(data.action) ?? 0) + 1);
      return { status: 202, headers: { location: `/jobs/${data.action}` } };
    });
    const again = () =>
      new WebhookExecutor({
        url: `${receiver.url}/hormesis`,
        key: webhookKey,
        ...limits,
        pollMs: 15,
        places: [{ service: 'checkout', environment: 'production' }],
      });
    const times = () => done.get('act-1') ?? 0;
    return {
      executor: again(),
      again,
      request: rollback('checkout', 'v412'),
      foreign: rollback('payments', 'v1'),
      remedy: /The webhook webhook is not for payments in production: add it to "places"/,
      effects: times,
      isDone: () => times() % 2 === 1,
      server: receiver,
      secret: webhookKey.toString('base64'),
      stop: receiver.stop,
    };
  });

  const ask = async (reply: (request: FakeRequest) => FakeReply) => {
    const server = await startFakeServer(reply);
    const executor = new WebhookExecutor({
      url: `${server.url}/hormesis`,
      key: webhookKey,
      timeoutMs: 1_500,
    });
    const answer = await executor.execute(request);
    await server.stop();
    return { answer, requests: server.requests };
  };

  it('is read back from the address that it names, signed like the webhook', async () => {
    const { answer, requests } = await ask(({ method }) =>
      method === 'POST'
        ? { status: 202, body: { statusUrl: '/status/7' } }
        : { status: 200, body: { status: 'failed', detail: 'no such version' } },
    );
    expect(answer).toEqual({ kind: 'failed', reason: 'no such version' });
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /hormesis',
      'GET /status/7',
    ]);
    expect(requests[1]?.headers).toMatchObject({
      'webhook-id': 'event-1',
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
  });

  it('is asked only where the webhook went', async () => {
    const { answer, requests } = await ask(() => ({
      status: 202,
      headers: { location: 'http://169.254.169.254/' },
    }));
    expect(answer).toMatchObject({ kind: 'failed', reason: expect.stringContaining('another host') });
    expect(requests).toHaveLength(1);
  });

  it('is done with a 202 that names no address', async () => {
    expect((await ask(() => ({ status: 202 }))).answer).toMatchObject({ kind: 'completed' });
  });
});
