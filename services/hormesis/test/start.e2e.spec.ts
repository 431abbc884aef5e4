import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Deployment, Page } from '@hormesis/api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Api, deployed, eventually } from './harness/api.js';
import { cli, dataFolder, freePort, type Instance, start } from './harness/instance.js';

const folder = dataFolder();
afterAll(() => folder.remove());

describe('the all-in-one', () => {
  let instance: Instance | undefined;
  afterEach(async () => {
    await instance?.interrupt();
    instance = undefined;
  });

  it('keeps its data from one start to the next, and stops cleanly at Ctrl-C', async () => {
    instance = await start({ data: folder.path });
    await new Api(instance).send([deployed('kept', 7)]);
    const { code } = await instance.interrupt();
    expect(code).toBe(0);

    instance = await start({ data: folder.path });
    const api = new Api(instance);
    const { items } = await eventually(
      () => api.get<Page<Deployment>>('/api/deployments?service=kept'),
      (page) => page.items.length === 1,
    );
    expect(items[0]?.version).toBe('v7');
  });

  it('continues after it was killed', async () => {
    instance = await start({ data: folder.path });
    await new Api(instance).send([deployed('survivor', 3)]);
    await instance.kill();

    instance = await start({ data: folder.path });
    const api = new Api(instance);
    const { items } = await eventually(
      () => api.get<Page<Deployment>>('/api/deployments?service=survivor'),
      (page) => page.items.length === 1,
    );
    expect(items[0]?.version).toBe('v3');
  });

  it('shows no password of the database', async () => {
    instance = await start({ data: folder.path });
    expect(instance.database).toMatch(/^127\.0\.0\.1:\d+\/postgres$/);
    const { environment } = JSON.parse(readFileSync(join(folder.path, 'running.json'), 'utf8'));
    const password = new URL(environment.DATABASE_URL).password;
    expect(password).not.toBe('');
    const { stdout, stderr } = await instance.interrupt();
    expect(stdout + stderr).not.toContain(password);
  });

  it('tells CLI commands in the same folder where it is', async () => {
    instance = await start({ data: folder.path });
    const { code, stdout } = await cli(['status', '--data', folder.path, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, data: { url: instance.url, log: 'postgres' } });
  });
});

describe('a start that cannot be', () => {
  let running: Instance;
  beforeAll(async () => {
    running = await start({ data: join(folder.path, 'held') });
  });
  afterAll(async () => {
    await running.interrupt();
  });

  const failing = async (args: string[]) => {
    const { code, stderr } = await cli(['dev', '--empty', ...args]);
    const lines = stderr.split('\n').filter((line) => line.startsWith('hormesis:'));
    return { code, line: lines.join('\n'), count: lines.length };
  };

  it('says which port is taken', async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const { code, line, count } = await failing([
      '--data',
      join(folder.path, 'other'),
      '--port',
      String(port),
    ]);
    await new Promise((resolve) => server.close(resolve));
    expect(code).not.toBe(0);
    expect(count).toBe(1);
    expect(line).toContain(`Port ${port} on 127.0.0.1 is taken`);
  });

  it('says who holds the data folder', async () => {
    const { code, line, count } = await failing(['--data', join(folder.path, 'held'), '--port', '0']);
    expect(code).not.toBe(0);
    expect(count).toBe(1);
    expect(line).toMatch(/in use|held|another/i);
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
  });

  it('says that the data folder is damaged', async () => {
    const data = join(folder.path, 'damaged');
    mkdirSync(join(data, 'embedded', 'postgres', 'data'), { recursive: true });
    writeFileSync(join(data, 'embedded', 'postgres', 'data', 'PG_VERSION'), 'rubbish\n');
    const { code, line, count } = await failing(['--data', data, '--port', '0']);
    expect(code).not.toBe(0);
    expect(count).toBe(1);
    expect(line).toContain('damaged');
    expect(readdirSync(join(data, 'embedded', 'postgres', 'data'))).toContain('PG_VERSION');
  });

  it('names a setting that cannot be used', async () => {
    const other = ['dev', '--empty', '--data', join(folder.path, 'other')];
    const { code, stderr } = await cli([...other, '--port', 'many']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^hormesis: .*--port.*'many' is invalid\. A port is a whole number/),
    });
  });

  it.each(['HORMESIS_DEFAULT_POLICY', 'HORMESIS_REPORT_CRON'])(
    'says in one line what is wrong with %s',
    async (name) => {
      const args = ['dev', '--empty', '--quiet', '--port', '0', '--data', join(folder.path, 'other')];
      const { code, stderr } = await cli(args, { [name]: 'bad' });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^hormesis: [^\n]+\n$/);
      expect(stderr).toContain(name);
    },
  );
});
