import { isEvent } from '@hormesis/events';
import { type Reply, startReceiver, webhookSecret } from '@hormesis/testing/webhook-receiver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, eventually, quiet, startCopy, startGuardian, upgraded } from './start-guardian.js';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let guardian: Awaited<ReturnType<typeof startGuardian>>;
let env: Record<string, string>;
/** What the receiver answers before it succeeds. */
const replies: Reply[] = [{ status: 503 }];

beforeAll(async () => {
  receiver = await startReceiver(() => replies.shift() ?? { status: 200, body: { detail: 'v1 is live' } });
  env = {
    HORMESIS_DEFAULT_POLICY: 'rollback',
    HORMESIS_ROLLBACK_WEBHOOK_URL: receiver.url,
    HORMESIS_ROLLBACK_WEBHOOK_SECRET: webhookSecret,
  };
  guardian = await startGuardian(env);
});
afterAll(async () => {
  await guardian.stop();
  await receiver.stop();
});

const tally = async (service: string) => {
  const names = await guardian.names(service);
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((n) => n === name).length]),
  );
};

describe('a rollback by webhook', () => {
  it('is asked of the receiver, signed, under the id of the request, until it succeeds', async () => {
    await guardian.emit(upgraded('checkout', 'v1'), new Date(Date.now() - 7_200_000).toISOString());
    await guardian.emit(upgraded('checkout', 'v2'));
    await guardian.emit(anomaly('anm-1', 'checkout'));
    await eventually(() => guardian.names('checkout')).toContain('incident.mitigated');
    const story = await guardian.story('checkout');
    const completed = story.find(({ name }) => name === 'action.completed');
    const requested = story.find(({ name }) => name === 'action.requested');
    expect(completed?.data).toMatchObject({ detail: 'v1 is live', durationMs: expect.any(Number) });
    expect(receiver.deliveries.map(({ id, verified }) => ({ id, verified }))).toEqual([
      { id: requested?.id, verified: true },
      { id: requested?.id, verified: true },
    ]);
    expect(receiver.deliveries[0]?.body.data).toMatchObject({
      action: completed?.subject,
      kind: 'rollback',
      service: 'checkout',
      environment: 'production',
      toVersion: 'v1',
    });
  });

  it('is delivered anew, as the same work, when a person approves it after it failed', async () => {
    await guardian.emit(upgraded('orders', 'v2', 'v1'));
    replies.push({ status: 400, body: { detail: 'locked' } });
    await guardian.emit(anomaly('anm-orders', 'orders'));
    await eventually(() => guardian.names('orders')).toContain('action.failed');
    const failed = (await guardian.story('orders')).find((event) => isEvent(event, 'action.failed'));
    const approve = `/api/incidents/${failed?.data.incident}/actions/${failed?.subject}/approve`;
    expect(await guardian.call('POST', approve)).toMatchObject({ status: 202 });
    await eventually(() => guardian.names('orders')).toContain('incident.mitigated');
    const sent = receiver.deliveries.filter(({ body }) => body.data.service === 'orders');
    expect(sent.map(({ body }) => body.data.action)).toEqual([failed?.subject, failed?.subject]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2);
  });

  it('is not asked again when everything is read anew from the log, by two guardians at once', async () => {
    const before = await tally('checkout');
    const sent = receiver.deliveries.length;
    const { database } = guardian;
    await database.query(`delete from projection.checkpoint where projection like 'guardian.%'`);
    const copies = await Promise.all([
      startCopy(guardian.databaseUrl, env),
      startCopy(guardian.databaseUrl, env),
    ]);
    await guardian.emit(anomaly('anm-2', 'mail'));
    await eventually(() => guardian.names('mail')).toContain('attribution.ranked');
    await quiet();
    for (const copy of copies) await copy.stop();
    expect(await tally('checkout')).toEqual(before);
    expect(receiver.deliveries).toHaveLength(sent);
  });
});
