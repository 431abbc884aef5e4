import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Projection } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { findRunningInstance } from '@hormesis/platform/local';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, deployed, eventually } from './harness/api.js';
import { cli, dataFolder, type Instance, program, start } from './harness/instance.js';

const exit = { ok: 0, failed: 1, usage: 2, notFound: 3, conflict: 4, interrupted: 130 };
const folder = dataFolder();
let instance: Instance;
let api: Api;
let db: Database;
beforeAll(async () => {
  instance = await start({ data: folder.path });
  api = new Api(instance);
  db = new Database(findRunningInstance(folder.path)?.environment.DATABASE_URL ?? '', { maxConnections: 2 });
  await api.send(Array.from({ length: 20 }, (_, n) => deployed(`service-${n}`)));
  await eventually(
    () => db.query('SELECT FROM read.timeline_event'),
    (rows) => rows.length === 20,
  );
});
const cleanUp: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const step of cleanUp) await step();
  await db?.close();
  await instance?.interrupt();
  folder.remove();
});

const env = () => ({ HORMESIS_URL: instance.url, HORMESIS_TOKEN: instance.token });
const rebuild = (...args: string[]) => cli(['rebuild', ...args], env());
const projection = (name: string) => api.get<Projection>(`/api/projections/${name}`);

describe('rebuild', () => {
  it('makes read models anew, in threads, and waits until readers have them', async () => {
    const { code, stdout, stderr } = await rebuild('timeline_entry', 'deployment_state');
    expect({ code, stdout }).toEqual({
      code: exit.ok,
      stdout: 'Build 2 of deployment_state is live.\nBuild 2 of timeline_entry is live.\n',
    });
    expect(stderr).not.toContain('hormesis:');
    expect(await db.query('SELECT FROM read.timeline_event__2')).toHaveLength(20);
    expect((await projection('timeline_entry')).builds.map(({ state }) => state)).toEqual(['kept', 'live']);
  });

  it('prints one JSON document, with all that is known', async () => {
    const { code, stdout, stderr } = await rebuild('report', '--json');
    expect({ code, stderr }).toEqual({ code: exit.ok, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      data: [{ projection: 'report', build: 2, state: 'live', verification: { good: true } }],
    });
  });

  it('puts the build before back', async () => {
    expect(await rebuild('report', '--undo')).toMatchObject({
      code: exit.ok,
      stdout: 'Build 1 of report is live.\n',
    });
    const { stdout } = await rebuild('report', '--status');
    expect(stdout).toMatch(/report +1 +1 +live/);
    expect(stdout).toMatch(/report +2 +1 +kept +until/);
  });

  it('leaves the live build where the new one differs, and takes it if told to', async () => {
    await db.query(`DELETE FROM read.flag_state__1`);
    const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
    await api.command('PUT', '/api/flags/fast', { service: 'shop', environment: 'production', definition });
    await eventually(
      () => db.query('SELECT FROM read.flag_state'),
      (rows) => rows.length === 1,
    );
    await db.query('UPDATE read.flag_state__1 SET reason = $1', ['none']);
    const refused = await rebuild('flag_state');
    expect(refused).toMatchObject({ code: exit.conflict, stdout: '' });
    expect(refused.stderr).toMatch(
      /the live build stays as it is[\s\S]*1 with other values[\s\S]*--accept, or --abort/,
    );
    expect(await rebuild('flag_state', '--accept')).toMatchObject({
      code: exit.ok,
      stdout: 'Build 2 of flag_state is live.\n',
    });
    expect(await db.query('SELECT FROM read.flag_state WHERE reason IS NULL')).toHaveLength(1);
  });

  it('goes on when the one who looks leaves, says so, and can be aborted', async () => {
    let letGo: () => void = () => undefined;
    const holding = db.transaction(async (tx) => {
      await tx.query('SELECT FROM read.incident');
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
    });
    const child = spawn(process.execPath, [program, 'rebuild', 'incident'], {
      env: { ...process.env, NO_COLOR: '1', ...env() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text;
    });
    cleanUp.push(async () => letGo());
    await eventually(
      () => projection('incident'),
      ({ builds }) => builds[1]?.progress?.phase === 'flipping',
    );
    expect((await rebuild('incident')).stderr).toMatch(/already in work: flipping, 100 % of \d+ events/);
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(exit.interrupted);
    expect(said).toContain('You look no longer; the work goes on.');
    expect((await rebuild('--status')).stdout).toMatch(/incident +2 +2 +building +flipping/);
    expect(await rebuild('incident', '--abort')).toMatchObject({
      code: exit.ok,
      stdout: 'Build 2 of incident is aborted; the live one stays.\n',
    });
    letGo();
    await holding;
    await eventually(
      () => projection('incident'),
      ({ builds }) => builds.length === 1,
    );
  });

  it('says what is wrong with the call', async () => {
    const unknown = await rebuild('timelines');
    expect(unknown.code).toBe(exit.notFound);
    expect(unknown.stderr).toMatch(/There is no projection called timelines\.\s+There are: change_history, /);
    expect((await rebuild()).code).toBe(exit.usage);
    expect((await rebuild('incident', '--abort', '--undo')).code).toBe(exit.usage);
    expect((await rebuild('incident', '--abort')).code).toBe(exit.notFound);
  });
});
