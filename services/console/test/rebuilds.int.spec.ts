import { page, problem, projection, projectionBuild } from '@hormesis/api';
import { Rebuilder } from '@hormesis/projection';
import { readModels } from '@hormesis/read-models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from './start-console.js';

let server: RunningConsole;
beforeAll(async () => {
  server = await startConsole();
  await server.tell({
    name: 'service.upgraded',
    subject: 'checkout',
    data: { environment: { id: 'production' }, artifactId: 'pkg:oci/checkout@v1', version: 'v1' },
  });
});
afterAll(() => server?.stop());

const ask = (method: string, path: string, token = 'dev-token') =>
  fetch(`${server.url}/api/projections${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'hormesis-actor': 'person:ana' },
  });
const show = async (name: string) => projection.parse(await (await ask('GET', `/${name}`)).json());
const refused = async (response: Promise<Response>) => {
  const answer = await response;
  return problem.parse(await answer.json());
};

describe('the builds of projections', () => {
  it('are listed, all and one by one', async () => {
    const { items } = page(projection).parse(await (await ask('GET', '')).json());
    expect(items.map(({ name }) => name)).toEqual(readModels.map(({ name }) => name).sort());
    expect(await show('timeline_entry')).toMatchObject({
      release: 1,
      stale: null,
      builds: [{ build: 1, version: 1, state: 'live', progress: null, verification: null }],
    });
    expect(await refused(ask('GET', '/nothing'))).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('say that they are stale when another version of the code made them', async () => {
    const version = (value: number) =>
      server.database.query(`UPDATE projection.build SET version = ${value} WHERE projection = 'report'`);
    await version(2);
    expect((await show('report')).stale).toContain('is of version 2, this release has only 1');
    await version(1);
    expect((await show('report')).stale).toBeNull();
  });
});

describe('a rebuild', () => {
  it('is asked for once at a time, and carried out by a projector', async () => {
    const asked = await ask('POST', '/timeline_entry/rebuild');
    expect(asked.status).toBe(202);
    expect(projectionBuild.parse(await asked.json())).toMatchObject({
      build: 2,
      state: 'requested',
      requestedBy: 'person:ana',
    });
    expect(await refused(ask('POST', '/timeline_entry/rebuild'))).toMatchObject({
      status: 409,
      code: 'rebuild-in-work',
      title: 'Build 2 of timeline_entry is already in work: waiting for a projector.',
    });
    const { database: db, log } = server;
    const rebuilder = new Rebuilder({ db, log, projections: readModels });
    await rebuilder.start();
    await expect
      .poll(async () => (await show('timeline_entry')).builds.map(({ state }) => state), { timeout: 20_000 })
      .toEqual(['kept', 'live']);
    expect((await show('timeline_entry')).builds[1]?.verification).toMatchObject({
      good: true,
      findings: [],
    });
    expect((await ask('POST', '/timeline_entry/undo')).status).toBe(202);
    await expect
      .poll(async () => (await show('timeline_entry')).builds.map(({ state }) => state), { timeout: 20_000 })
      .toEqual(['live', 'kept']);
    await rebuilder.stop();
  });

  it('is aborted, and accepted only where it differs', async () => {
    await ask('POST', '/report/rebuild');
    expect(await refused(ask('POST', '/report/rebuild/accept'))).toMatchObject({
      status: 409,
      code: 'rebuild-not-differing',
    });
    expect((await ask('DELETE', '/report/rebuild')).status).toBe(202);
    expect((await show('report')).builds.map(({ state }) => state)).toEqual(['live', 'aborted']);
    expect(await refused(ask('DELETE', '/report/rebuild'))).toMatchObject({ code: 'rebuild-not-found' });
    expect(await refused(ask('POST', '/report/undo'))).toMatchObject({
      status: 409,
      code: 'undo-impossible',
    });
  });

  it('is refused for what nobody knows, and to who may not', async () => {
    expect(await refused(ask('POST', '/nothing/rebuild'))).toMatchObject({
      status: 404,
      code: 'projection-unknown',
      hint: expect.stringContaining('timeline_entry'),
    });
    expect(await refused(ask('POST', '/report/rebuild', 'ci-secret'))).toMatchObject({ status: 403 });
  });
});
