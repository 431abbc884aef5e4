import {
  allRetriesRequested,
  deadLetter,
  deadLetterDetail,
  page,
  problem,
  retriesRequested,
  status,
} from '@hormesis/api';
import type { Queryable } from '@hormesis/database';
import type { StatementOf } from '@hormesis/events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from './start-console.js';

let server: RunningConsole;
let db: Queryable;
beforeAll(async () => {
  server = await startConsole();
  db = server.database;
});
afterAll(() => server?.stop());

function flag(service: string): StatementOf {
  return {
    name: 'featureflag.defined',
    subject: key,
    data: {
      service: { id: service },
      environment: { id: 'production' },
      definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
    },
  };
}

const refuse =
  "ALTER TABLE read.flag_state__1 ADD CONSTRAINT faulty CHECK (service <> 'forbidden') NOT VALID";
const relent = 'ALTER TABLE read.flag_state__1 DROP CONSTRAINT IF EXISTS faulty';
const command = { authorization: 'Bearer dev-token', 'hormesis-actor': 'person:ana' };

const read = async (path: string) => (await server.get(path)).json();
const list = async (query = '') => page(deadLetter).parse(await read(`/api/dead-letters${query}`)).items;

function post(path: string, body: unknown = {}, headers: Record<string, string> = command) {
  return fetch(`${server.url}/api/dead-letters/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

let key = '';
let flags = 0;
beforeEach(async () => {
  flags += 1;
  key = `express-${flags}`;
  await db.query(refuse);
  await server.tell(flag('forbidden'));
  await expect.poll(() => list()).toHaveLength(1);
  await server.tell(flag('search'));
  await expect.poll(() => list()).toHaveLength(2);
});
afterEach(async () => {
  await db.query(relent);
  await post('retry');
  await expect.poll(() => list()).toEqual([]);
});

describe('dead letters', () => {
  it('are listed in order, page by page, and shown with their event', async () => {
    const first = page(deadLetter).parse(await read('/api/dead-letters?limit=1'));
    expect(first.items).toMatchObject([
      {
        projection: 'flag_state',
        row: [key, 'hormesis'],
        reason: 'refused',
        attempts: 1,
        eventName: 'featureflag.defined',
      },
    ]);
    const second = page(deadLetter).parse(await read(`/api/dead-letters?limit=1&cursor=${first.next}`));
    expect(second).toMatchObject({ items: [{ reason: 'follows' }], next: null });
    expect(await list('?projection=incident')).toEqual([]);
    expect(await list('?state=discarded')).toEqual([]);

    const [letter] = first.items;
    const shown = deadLetterDetail.parse(await read(`/api/dead-letters/${letter?.seq}`));
    expect(shown).toMatchObject({
      event: { subject: key },
      waitsFor: null,
      behind: 1,
      value: null,
    });
    const { projections } = status.parse(await read('/api/status'));
    expect(projections.find(({ name }) => name === 'flag_state')).toMatchObject({
      ...{ kind: 'projection', parked: 2, staleSince: letter?.parkedAt, trouble: null, outdated: null },
    });
  });

  it('are tried again when that is asked for, and stay where they fail again', async () => {
    const [first, second] = await list();
    await server.tell(flag('forbidden'));
    await expect.poll(() => list()).toHaveLength(3);
    const asked = await post(`${second?.seq}/retry`);
    expect(asked.status).toBe(202);
    expect(retriesRequested.parse(await asked.json())).toEqual({ requested: 3 });
    await expect
      .poll(() => list())
      .toMatchObject([{ seq: first?.seq, attempts: 2, retry: null }, { attempts: 1 }, { attempts: 1 }]);

    await db.query(relent);
    const [, , third] = await list();
    const all = await post('retry', { projection: 'flag_state' });
    expect(allRetriesRequested.parse(await all.json())).toEqual({ requested: 3, last: third?.seq });
    await expect.poll(() => list()).toEqual([]);
    expect(await read(`/api/flags/${key}`)).toMatchObject({ service: 'forbidden', staleSince: null });
  });

  it('are discarded with a reason, and what waits behind them flows', async () => {
    const [first] = await list();
    const discarded = await post(`${first?.seq}/discard`, { reason: 'Sent by mistake.' });
    expect(retriesRequested.parse(await discarded.json())).toEqual({ requested: 1 });
    await expect.poll(() => list()).toEqual([]);
    expect(await read(`/api/flags/${key}`)).toMatchObject({ service: 'search' });
    expect(await list('?state=discarded')).toMatchObject([
      { seq: first?.seq, discarded: { by: 'person:ana', reason: 'Sent by mistake.' } },
    ]);
    const again = await post(`${first?.seq}/retry`);
    expect(again.status).toBe(409);
    expect(problem.parse(await again.json())).toMatchObject({ code: 'letter-discarded' });
  });

  it.each([
    ['4711/retry', {}, 404, 'letter-unknown'],
    ['4711/discard', { reason: 'x' }, 404, 'letter-unknown'],
    ['retry', { projection: 'nobody' }, 404, 'projection-unknown'],
    ['retry', { projection: '\0' }, 400, 'invalid'],
    ['first/retry', {}, 400, 'invalid'],
    ['0x1/retry', {}, 400, 'invalid'],
    ['1e1/retry', {}, 400, 'invalid'],
    ['1.5/retry', {}, 400, 'invalid'],
    ['1/discard', {}, 400, 'invalid'],
    ['1/discard', { reason: ' ' }, 400, 'invalid'],
    ['1/discard', { reason: 'a\0b' }, 400, 'invalid'],
    ['retry', { all: true }, 400, 'invalid'],
  ])('answer what is asked wrongly with problem details: %s %j', async (path, body, code, name) => {
    const response = await post(path, body);
    expect(response.status).toBe(code);
    expect(problem.parse(await response.json())).toMatchObject({ status: code, code: name });
  });

  it.each(['/api/dead-letters/4711', '/api/dead-letters/first', '/api/dead-letters?cursor=x'])(
    'answer %s with problem details',
    async (path) => {
      expect([400, 404]).toContain((await server.get(path)).status);
    },
  );

  it('are touched only with the scope for it', async () => {
    expect((await post('retry', {}, { authorization: 'Bearer ci-secret' })).status).toBe(403);
    expect((await post('1/discard', { reason: 'x' }, {})).status).toBe(401);
  });
});
