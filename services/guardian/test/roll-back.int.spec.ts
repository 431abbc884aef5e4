import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, eventually, quiet, startCopy, startGuardian, upgraded } from './start-guardian.js';
import { startReceiver, webhookSecret } from './start-receiver.js';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let guardian: Awaited<ReturnType<typeof startGuardian>>;
let env: Record<string, string>;

beforeAll(async () => {
  receiver = await startReceiver((_, count) =>
    count === 1 ? { status: 503 } : { status: 200, body: { detail: 'v1 is live' } },
  );
  env = {
    HORMESIS_DEFAULT_POLICY: 'act',
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
  it('is asked of the receiver, signed, under the id of the action, until it succeeds', async () => {
    await guardian.emit(upgraded('checkout', 'v1'), new Date(Date.now() - 7_200_000).toISOString());
    await guardian.emit(upgraded('checkout', 'v2'));
    await guardian.emit(anomaly('anm-1', 'checkout'));
    await eventually(() => guardian.names('checkout')).toContain('incident.mitigated');
    const completed = (await guardian.story('checkout')).find(({ name }) => name === 'action.completed');
    expect(completed?.data).toMatchObject({ detail: 'v1 is live', durationMs: expect.any(Number) });
    expect(receiver.deliveries.map(({ id, verified }) => ({ id, verified }))).toEqual([
      { id: completed?.subject, verified: true },
      { id: completed?.subject, verified: true },
    ]);
    expect(receiver.deliveries[0]?.body.data).toMatchObject({
      kind: 'rollback',
      service: 'checkout',
      environment: 'production',
      toVersion: 'v1',
    });
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
