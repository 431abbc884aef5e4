import { asOf, deployment, flag, incidentDetail, pageAsOf, problem } from '@hormesis/api';
import type { StatementOf } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from './start-console.js';

const place = { service: { id: 'checkout' }, environment: { id: 'production' } };
const hour = (n: number) => new Date(Date.UTC(2026, 0, 5, n)).toISOString();

function deployed(version: string): StatementOf {
  const artifactId = `pkg:oci/checkout@${version}`;
  const data = { environment: place.environment, artifactId, version };
  return { name: 'service.upgraded', subject: 'checkout', data };
}

const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' } as const;
const flipped = { ...place, state: 'DISABLED', reason: 'errors' } as const;

let server: RunningConsole;
let positions: string[];

beforeAll(async () => {
  server = await startConsole();
  positions = await server.tellOf(
    { statement: deployed('v1'), time: hour(1) },
    {
      statement: { name: 'featureflag.defined', subject: 'new-cart', data: { ...place, definition } },
      time: hour(2),
    },
    {
      statement: { name: 'incident.detected', subject: 'inc-1', data: { ...place, description: 'It fails' } },
      time: hour(3),
    },
    { statement: { name: 'featureflag.flipped', subject: 'new-cart', data: flipped }, time: hour(4) },
    { statement: deployed('v2'), time: hour(5) },
    { statement: { name: 'incident.resolved', subject: 'inc-1', data: place }, time: hour(6) },
    // It had happened early, and was heard of late.
    { statement: deployed('v0-late'), time: hour(2), recordedTime: hour(7) },
  );
});
afterAll(() => server?.stop());

const read = async (path: string) => (await server.get(path)).json();
const version = async (query: string) =>
  pageAsOf(deployment).parse(await read(`/api/deployments?${query}`)).items[0]?.version;

describe('a query as of then', () => {
  it('tells what ran at a time, by all that is known now', async () => {
    expect(await version('')).toBe('v2');
    expect(await version(`at=${hour(4)}`)).toBe('v0-late');
    expect(await version(`at=${hour(1)}`)).toBe('v1');
    expect(await version(`at=${hour(0)}`)).toBeUndefined();
  });

  it('tells what was known then', async () => {
    expect(await version(`known=${hour(4)}`)).toBe('v1');
    expect(await version(`known=${hour(7)}&at=${hour(4)}`)).toBe('v0-late');
    expect(await version(`known=${hour(6)}&at=${hour(4)}`)).toBe('v1');
  });

  it('tells what a record on the log stands behind, in all partitions', async () => {
    const [, , detected = '', , second = '', resolved = ''] = positions;
    expect(await version(`position=${detected}`)).toBe('v1');
    expect(await version(`position=${encodeURIComponent(second)}`)).toBe('v2');
    const incident = async (position: string) =>
      incidentDetail.parse(await read(`/api/incidents/inc-1?position=${position}`));
    expect(await incident(second)).toMatchObject({ phase: 'open', resolvedAt: null });
    expect(await incident(`${second},${resolved}`)).toMatchObject({ phase: 'resolved', resolvedAt: hour(6) });
  });

  it('tells a flag and an incident as they were, and nothing of those not yet there', async () => {
    expect(flag.parse(await read(`/api/flags/new-cart?at=${hour(3)}`))).toMatchObject({
      state: 'ENABLED',
      revision: 1,
    });
    expect(pageAsOf(flag).parse(await read(`/api/flags?known=${hour(4)}`)).items).toMatchObject([
      { key: 'new-cart', state: 'DISABLED', reason: 'errors' },
    ]);
    expect((await read(`/api/flags?at=${hour(1)}`)).items).toEqual([]);
    expect((await server.get(`/api/flags/new-cart?at=${hour(1)}`)).status).toBe(404);
    expect((await server.get(`/api/incidents/inc-1?at=${hour(2)}`)).status).toBe(404);
  });

  it('says what it is as of, and that nothing is missing', async () => {
    const [first = ''] = positions;
    const said = async (query: string) => asOf.parse((await read(`/api/deployments?${query}`)).asOf);
    const whole = { behind: 0, parked: 0, discarded: 0 };
    expect(await said('at=2026-01-05T06:00:00.5%2B02:00')).toEqual({
      at: '2026-01-05T04:00:00.500Z',
      known: null,
      position: null,
      ...whole,
    });
    expect(await said(`position=${first}`)).toEqual({ at: null, known: hour(1), position: first, ...whole });
    expect(await read('/api/deployments')).not.toHaveProperty('asOf');
    expect(await read('/api/flags/new-cart')).not.toHaveProperty('asOf');
    expect(await read(`/api/incidents/inc-1?known=${hour(9)}`)).toMatchObject({ asOf: { known: hour(9) } });
  });

  it.each([
    ['at=yesterday', 'at', 'no instant'],
    ['at=2026-01-05T04:00:00', 'at', 'time zone'],
    ['known=2026-13-05T04:00:00Z', 'known', 'no instant'],
    ['at=2026-02-31T04:00:00Z', 'at', 'no instant'],
    ['at=2026-01-05T04:00:00%2B24:00', 'at', 'no instant'],
    ['at=0000-06-01T00:00:00Z', 'at', 'before the year 1'],
    ['at=2999-01-01T00:00:00Z', 'at', 'future'],
    ['position=hormesis.changes', 'position', 'no position'],
    ['position=hormesis.changes/0@1,hormesis.changes/0@0', 'position', 'twice'],
    ['position=elsewhere/0@1', 'position', 'no topic elsewhere'],
    ['position=hormesis.changes/99@0', 'position', 'no partition 99'],
    ['position=hormesis.changes/0@999999', 'position', 'not on the log yet'],
    [`position=hormesis.changes/0@0&known=${hour(1)}`, 'position', 'one of them'],
  ])('%s is refused in words', async (query, field, words) => {
    for (const path of ['/api/deployments', '/api/flags', '/api/flags/new-cart', '/api/incidents/inc-1']) {
      const response = await server.get(`${path}?${query}`);
      expect(response.status).toBe(400);
      expect(problem.parse(await response.json())).toMatchObject({
        code: 'invalid',
        errors: [{ field, reason: expect.stringContaining(words) }],
      });
    }
  });

  it('says how many records it could not take in', async () => {
    const data = { environment: place.environment, artifactId: 'pkg:oci/checkout@%00' };
    await server.tellOf({
      statement: { name: 'service.upgraded', subject: 'checkout', data },
      time: hour(8),
    });
    const { items, asOf: said } = pageAsOf(deployment).parse(await read(`/api/deployments?at=${hour(9)}`));
    expect(said?.parked).toBe(1);
    expect(items).toMatchObject([{ version: 'v2' }]);
    const live = pageAsOf(deployment).parse(await read('/api/deployments')).items;
    expect(live).toMatchObject([{ version: 'v2', staleSince: { reason: 'failed' } }]);
  });

  it('says how many records were left out by decision', async () => {
    await server.database.query(
      `UPDATE projection.dead_letter SET state = 'discarded', decided_at = now(), decided_by = 'person:ana', decision = 'x'`,
    );
    const { asOf: said } = pageAsOf(deployment).parse(await read(`/api/deployments?at=${hour(9)}`));
    expect(said).toMatchObject({ parked: 0, discarded: 1 });
  });

  it('hears of an event at its own instant, with whatever digits and offset it is written', async () => {
    await server.tellOf({
      statement: { name: 'featureflag.flipped', subject: 'new-cart', data: { ...flipped, state: 'ENABLED' } },
      time: '2026-01-05T10:00:00.123456Z',
    });
    const state = async (at: string) =>
      pageAsOf(flag).parse(await read(`/api/flags?at=${encodeURIComponent(at)}`)).items[0]?.state;
    expect(await state('2026-01-05T10:00:00.122999Z')).toBe('DISABLED');
    expect(await state('2026-01-05T10:00:00.123456Z')).toBe('ENABLED');
    expect(await state('2026-01-06t09:59:00.123456+23:59')).toBe('ENABLED');
  });
});
