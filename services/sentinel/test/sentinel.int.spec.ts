import type { Event } from '@hormesis/events';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaliesOf, emit, eventually, known, production, second, startSentinel } from './start-sentinel.js';

type Sentinel = Awaited<ReturnType<typeof startSentinel>>;

let test: TestDatabase;
let sentinel: Sentinel;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 20 });
  sentinel = await startSentinel(test.url);
});
afterAll(async () => {
  await sentinel.stop();
  await test.drop();
});

const steady = { total: 60, bad: (n: number) => (n % 4 === 0 ? 1 : 0) };

/** Minutes of quiet traffic up to `until`, of version v1. */
function quiet(service: string, until: number, seconds: number): Event[] {
  return Array.from({ length: seconds }, (_, n) =>
    second(service, until - (seconds - n) * 1_000, 'version:v1', steady.total, steady.bad(n)),
  );
}

const deployed = (service: string, version: string, at: number) =>
  known(
    {
      name: 'service.upgraded',
      subject: service,
      data: { ...production, artifactId: `pkg:oci/${service}@${version}`, version, exposure: 50 },
    },
    at,
  );

/** Half of the users have v2, and its requests fail so often. */
function split(service: string, from: number, seconds: number, badOfNew: (n: number) => number): Event[] {
  return Array.from({ length: seconds }, (_, n) => [
    second(service, from + n * 1_000, 'version:v2', 30, badOfNew(n)),
    second(service, from + n * 1_000, 'version:v1', 30, n % 8 === 0 ? 1 : 0),
  ]).flat();
}

describe('the sentinel', () => {
  it('says that a version made things worse, which one it is, since when and why', async () => {
    const at = Date.now() - 60_000;
    const change = deployed('checkout', 'v2', at);
    await emit(sentinel.log, [...quiet('checkout', at, 200), change]);
    await emit(
      sentinel.log,
      split('checkout', at + 1_000, 40, () => 6),
    );
    await eventually(async () => (await anomaliesOf(sentinel.log, 'checkout')).length).toBeGreaterThan(0);
    const [anomaly] = await anomaliesOf(sentinel.log, 'checkout');
    expect(anomaly).toMatchObject({
      source: '/hormesis/sentinel',
      actor: { kind: 'system', id: 'sentinel' },
      data: {
        environment: { id: 'production' },
        metric: 'http.errors',
        change: { id: change.id, source: '/emitter' },
        evidence: { threshold: expect.any(Number) },
      },
    });
    expect(Date.parse(anomaly?.data.onset ?? '')).toBeGreaterThan(at - 3_000);
    expect(Date.parse(anomaly?.data.onset ?? '')).toBeLessThan(at + 10_000);
    expect(Date.parse(anomaly?.time ?? '')).toBeLessThan(at + 15_000);
    expect(anomaly?.causationId).toEqual(expect.any(String));
  });

  it('shows how those who have a change fare, and when it was called an anomaly', async () => {
    await eventually(async () => (await sentinel.get('/api/watches?service=checkout')).items.length).toBe(1);
    const { items, budget } = await sentinel.get('/api/watches?service=checkout');
    expect(budget).toBe('1 % per 30 min');
    expect(items[0]).toMatchObject({
      metric: 'http.errors',
      change: { summary: expect.stringContaining('v2') },
    });
    expect(items[0].alarmedAt).toEqual(expect.any(String));
    expect(items[0].points.at(-1).low).toBeGreaterThan(1.5);
    expect((await sentinel.get('/api/watches?service=nobody')).items).toEqual([]);
  });

  it('says that it is over once everybody is back on the version before', async () => {
    const at = Date.now() - 15_000;
    const [anomaly] = await anomaliesOf(sentinel.log, 'checkout');
    const back = known(
      {
        name: 'service.rolledback',
        subject: 'checkout',
        data: { ...production, artifactId: 'pkg:oci/checkout@v1', version: 'v1' },
      },
      at,
    );
    await emit(sentinel.log, [back]);
    await emit(
      sentinel.log,
      split('checkout', at - 4_000, 3, () => 6),
    );
    expect(await anomaliesOf(sentinel.log, 'checkout', 'anomaly.cleared')).toEqual([]);
    await emit(sentinel.log, quiet('checkout', at + 60_000, 58));
    await eventually(() => anomaliesOf(sentinel.log, 'checkout', 'anomaly.cleared')).toMatchObject([
      { subject: anomaly?.subject, data: { metric: 'http.errors' } },
    ]);
  });

  it('says nothing of a version that changes nothing', async () => {
    const at = Date.now() - 60_000;
    await emit(sentinel.log, [...quiet('search', at, 200), deployed('search', 'v2', at)]);
    await emit(
      sentinel.log,
      split('search', at + 1_000, 50, (n) => (n % 8 === 4 ? 1 : 0)),
    );
    await eventually(
      async () => (await sentinel.get('/api/watches?service=search')).items[0]?.points.length ?? 0,
    ).toBeGreaterThan(40);
    expect(await anomaliesOf(sentinel.log, 'search')).toEqual([]);
  });

  it('knows after a restart what is normal, and says nothing twice', async () => {
    const at = Date.now() - 100_000;
    await emit(sentinel.log, [...quiet('cart', at, 200), deployed('cart', 'v2', at)]);
    await emit(
      sentinel.log,
      split('cart', at + 1_000, 30, (n) => (n % 8 === 4 ? 1 : 0)),
    );
    await eventually(
      async () => (await sentinel.get('/api/watches?service=cart')).items[0]?.points.length ?? 0,
    ).toBeGreaterThan(20);
    const before = await anomaliesOf(sentinel.log, 'checkout');
    await sentinel.stop();
    sentinel = await startSentinel(test.url);
    await emit(
      sentinel.log,
      split('cart', at + 31_000, 40, () => 6),
    );
    await eventually(async () => (await anomaliesOf(sentinel.log, 'cart')).length).toBeGreaterThan(0);
    expect(await anomaliesOf(sentinel.log, 'checkout')).toHaveLength(before.length);
  });
});
