import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Database, type EmbeddedPostgres, startEmbeddedPostgres } from '../src/index.js';

const settings = { fsync: 'off' };

describe('the embedded Postgres', () => {
  let home: string;
  let directory: string;
  const started: EmbeddedPostgres[] = [];
  const children: ChildProcess[] = [];

  async function start(options: { directory?: string; port?: number } = {}): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ directory, settings, ...options });
    started.push(postgres);
    return postgres;
  }

  async function ask<T>({ url }: { url: string }, sql: string): Promise<T[]> {
    const db = new Database(url);
    try {
      return await db.query<T>(sql);
    } finally {
      await db.close();
    }
  }

  /** Another process that starts it; resolves when it is ready. */
  async function startInChild(): Promise<{ child: ChildProcess; url: string; server: number }> {
    const program = fileURLToPath(new URL('start-and-wait.mjs', import.meta.url));
    const child = spawn(process.execPath, [program, directory], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    children.push(child);
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', () => reject(new Error('The child did not start it.')));
    });
    return { child, url, server: await serverPid() };
  }

  async function serverPid(): Promise<number> {
    return Number((await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  beforeAll(async () => {
    // As below /root, or in a folder made by `mktemp -d`: nobody else may enter it.
    home = await mkdtemp(join(tmpdir(), 'hormesis-closed-'));
    await chmod(home, 0o700);
    directory = join(home, 'first');
  });
  afterEach(async () => {
    for (const postgres of started.splice(0)) await postgres.stop();
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rm(home, { recursive: true }));

  it('starts in a folder that only its owner may enter, and continues there the next time', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    expect(await ask(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(second.url).toMatch(/^postgres:\/\/postgres:[\w-]+@127\.0\.0\.1:\d+\/postgres$/);
  });

  it('wants its password', async () => {
    const { port } = await start();
    await expect(
      ask({ url: `postgres://postgres:guess@127.0.0.1:${port}/postgres` }, 'select 1'),
    ).rejects.toThrow(/password authentication failed/);
  });

  it('says who has the folder when it is in use', async () => {
    await start();
    await expect(startEmbeddedPostgres({ directory })).rejects.toMatchObject({
      code: 'locked',
      message: `The data folder ${directory} is in use by a running instance (pid ${process.pid}). Stop it, or use another folder.`,
    });
  });

  it('says that the port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    await expect(start({ port })).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(`${port}`),
    });
    other.close();
    expect((await start({ port })).port).toBe(port);
  });

  it('ends with the process that started it, also when that is killed', async () => {
    const { child, server } = await startInChild();
    child.kill('SIGKILL');
    await expect.poll(() => isRunning(server), { timeout: 10_000 }).toBe(false);
    const next = await start();
    expect(await ask(next, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('takes over from a server that was left behind', async () => {
    const { child, server } = await startInChild();
    process.kill(server, 'SIGSTOP');
    child.kill('SIGKILL');
    await sleep(200);
    setTimeout(() => process.kill(server, 'SIGCONT'), 300);
    const next = await start();
    expect(await serverPid()).not.toBe(server);
    expect(await ask(next, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('does not fall for the pid file of a machine that lost power', async () => {
    const pidFile = join(directory, 'data', 'postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n${join(directory, 'data')}\n`);
    await writeFile(join(directory, 'lock'), `${process.pid} 1`);
    const next = await start();
    expect(await ask(next, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('begins anew where a first start was interrupted', async () => {
    const other = join(home, 'interrupted');
    await mkdir(join(other, 'data.new', 'base'), { recursive: true });
    expect(await ask(await start({ directory: other }), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says that the folder is of another version', async () => {
    const version = join(directory, 'data', 'PG_VERSION');
    await writeFile(version, '15\n');
    await expect(start()).rejects.toMatchObject({
      code: 'wrong-version',
      message: expect.stringMatching(/was written by Postgres 15, this is Postgres 18\. .*pg_dump/),
    });
    await writeFile(version, '18\n');
  });

  it.each([
    ['a file is missing', 'PG_VERSION', (file: string) => rm(file)],
    ['the control file is cut', 'global/pg_control', (file: string) => writeFile(file, 'garbage')],
    ['the configuration is gone', 'postgresql.conf', (file: string) => rm(file)],
  ])('says in one line that the folder is damaged, when %s', async (_, name, damage) => {
    const file = join(directory, 'data', name);
    await copyFile(file, join(home, 'saved'));
    await damage(file);
    await expect(start()).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/^The data folder \S+ is damaged: [^\n]+\. Restore it[^\n]+$/),
    });
    await copyFile(join(home, 'saved'), file);
    expect(await ask(await start(), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
