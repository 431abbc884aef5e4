import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Flag } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, deployed, eventually } from './harness/api.js';
import { cli, dataFolder, type Ended, freePort, type Instance, program, start } from './harness/instance.js';

const folder = dataFolder();
const exit = { ok: 0, failed: 1, usage: 2, notFound: 3, auth: 5, unavailable: 7, interrupted: 130 };
let instance: Instance;
let api: Api;

beforeAll(async () => {
  instance = await start({
    data: folder.path,
    env: { HORMESIS_TOKENS: 'all:everything=*;reader:only-looking=read;emitter:only-telling=events:write' },
  });
  api = new Api({ url: instance.url, token: 'everything' });
  await api.command('PUT', '/api/flags/express-pay', {
    service: 'checkout',
    environment: 'production',
    definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
  });
});
afterAll(async () => {
  await instance?.interrupt();
  folder.remove();
});

const hormesis = (args: readonly string[], input = '') =>
  cli(args, { HORMESIS_URL: instance.url, HORMESIS_TOKEN: 'everything' }, input);
const withJson = async (args: readonly string[], input = '') => {
  const { code, stdout, stderr } = await hormesis([...args, '--json'], input);
  expect(stderr).toBe('');
  return { code, body: JSON.parse(stdout) };
};

describe('status', () => {
  it('says what runs', async () => {
    const { code, stdout } = await hormesis(['status']);
    expect(code).toBe(exit.ok);
    expect(stdout).toContain(instance.url);
    expect(stdout).toMatch(/Projections +up to date/);
    const { body } = await withJson(['status']);
    expect(body).toMatchObject({ version: 1, ok: true, data: { url: instance.url, open: [] } });
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [program, 'status', '--json'], {
      env: { ...process.env, HORMESIS_URL: instance.url, HORMESIS_TOKEN: 'everything' },
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect({ code, said }).toEqual({ code: exit.ok, said: '' });
  });
});

describe('emit', () => {
  it('sends an event built of options, and again under the same id only once', async () => {
    const args = [
      'emit',
      ...['--type', 'dev.cdevents.service.deployed.0.3.0', '--subject', 'mailer', '--id', 'mailer-1'],
      ...['--content', '{"environment":{"id":"production"},"artifactId":"pkg:oci/mailer@v1"}'],
    ];
    expect((await hormesis(args)).stdout).toMatch(/^mailer-1 {2}hormesis\.changes\/\d+@\d+\n$/);
    const { code, body } = await withJson(args);
    expect(code).toBe(exit.ok);
    expect(body.data.events).toMatchObject([{ index: 0, id: 'mailer-1', duplicate: true }]);
  });

  it('sends a file, and what is piped in, also CDEvents without an envelope', async () => {
    const file = join(folder.path, 'events.json');
    writeFileSync(file, JSON.stringify([deployed('from-file'), deployed('from-file', 3).data]));
    const { code, stdout } = await hormesis(['emit', '--file', file]);
    expect(code).toBe(exit.ok);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    const bare = JSON.stringify(deployed('from-pipe').data);
    expect((await hormesis(['emit'], bare)).code).toBe(exit.ok);
    expect((await hormesis(['emit', '-f', '-'], bare)).stdout).toContain('(was already there)');
  });

  const mixed = () => {
    const bad = { ...deployed('bad', 2, 'bad-1'), time: '1999-01-01T00:00:00Z' };
    return JSON.stringify([deployed('good', 2, 'good-1'), bad]);
  };

  it('of a mixed batch prints the receipts and what is wrong with each bad event', async () => {
    const { code, stdout, stderr } = await hormesis(['emit', '--file', '-'], mixed());
    expect(code).toBe(exit.failed);
    expect(stdout).toMatch(/^good-1 {2}hormesis\.changes\/\d+@\d+\n$/);
    expect(stderr).toMatch(/1 of 2 events were not taken/);
    expect(stderr).toMatch(/event 1, .*: .+/);

    const { code: again, body } = await withJson(['emit', '--file', '-'], mixed());
    expect(again).toBe(exit.failed);
    expect(body).toMatchObject({
      ok: false,
      error: { code: 'failed', details: [{ index: 1, field: expect.any(String), hint: expect.any(String) }] },
      data: { events: [{ index: 0, id: 'good-1' }] },
    });
  });

  it('fails when no event was taken', async () => {
    const { code, stderr } = await hormesis(['emit'], '{"specversion":"1.0","id":"x"}');
    expect(code).toBe(exit.failed);
    expect(stderr).toContain('The event was not taken.');
    expect(stderr).toMatch(/source: is missing/);
  });

  it('says what is wrong with the call', async () => {
    const outcomes: [string[], string, number, RegExp][] = [
      [['emit'], 'not json', exit.usage, /Standard input is not JSON/],
      [['emit', '--file', 'nowhere.json'], '', exit.notFound, /There is no file nowhere\.json/],
      [['emit', '--type', 'x'], '', exit.usage, /needs --type and --subject/],
      [['emit', '--type', 'x', '--file', 'y'], '', exit.usage, /not both/],
    ];
    for (const [args, input, code, said] of outcomes) {
      const ended = await hormesis(args, input);
      expect(ended.stderr).toMatch(said);
      expect(ended.code).toBe(code);
    }
  });
});

describe('flags', () => {
  it('lists them, and turns one off and on with a reason', async () => {
    const listed = await eventually(
      () => hormesis(['flags']),
      ({ stdout }) => stdout.includes('express-pay'),
    );
    expect(listed.stdout).toMatch(/^FLAG +STATE/);
    const off = await hormesis(['flags', 'off', 'express-pay', '--reason', 'Users see errors']);
    expect(off).toMatchObject({ code: exit.ok, stdout: 'express-pay is off.\n' });
    expect((await hormesis(['flags', 'off', 'express-pay', '--reason', 'again'])).stdout).toBe(
      'express-pay was already off.\n',
    );
    await eventually(
      async () => (await withJson(['flags', 'list'])).body.data as Flag[],
      ([flag]) => flag?.state === 'DISABLED' && flag.reason === 'Users see errors',
    );
    const { code, body } = await withJson(['flags', 'on', 'express-pay', '--reason', 'Mended']);
    expect(code).toBe(exit.ok);
    expect(body.data.events).toHaveLength(1);
  });

  it('wants a reason, and knows which flags there are', async () => {
    const silent = await hormesis(['flags', 'off', 'express-pay']);
    expect(silent.code).toBe(exit.usage);
    expect(silent.stderr).toContain("Required option '--reason <text>' not specified.");
    const { code, body } = await withJson(['flags', 'off', 'nobody', '--reason', 'x']);
    expect(code).toBe(exit.notFound);
    expect(body.error).toMatchObject({ code: 'not-found', message: expect.stringContaining('Flag nobody') });
  });
});

describe('report', () => {
  it('prints the week as Markdown, HTML or JSON', async () => {
    const markdown = await hormesis(['report', '--week', '2026-W01']);
    expect(markdown).toMatchObject({ code: exit.ok, stdout: expect.stringMatching(/^---\nschema: 2\n/) });
    const html = await hormesis(['report', '--week', '2026-W01', '--format', 'html']);
    expect(html.stdout).toMatch(/^<!doctype html>/i);
    const { body } = await withJson(['report', '--week', '2026-W01']);
    expect(body).toMatchObject({ ok: true, data: { week: '2026-W01' } });
    expect((await hormesis(['report', '--format', 'json', '--week', '2026-W01'])).stdout).toMatch(/^\{/);
  });

  it('writes a file, and publishes', async () => {
    const file = join(folder.path, 'week.md');
    const { code, stdout, stderr } = await hormesis(['report', '--out', file, '--publish']);
    expect({ code, stdout }).toEqual({ code: exit.ok, stdout: '' });
    expect(stderr).toMatch(/is published/);
    expect(readFileSync(file, 'utf8')).toMatch(/^# Week/m);
    const quiet = await hormesis(['report', '--out', file, '--quiet']);
    expect(quiet).toEqual({ code: exit.ok, stdout: '', stderr: '' });
    const { body } = await withJson(['report', '--out', file]);
    expect(body.data).toMatchObject({ file, format: 'json' });
  });

  it('says what is no week, and where it cannot write', async () => {
    const { code, stderr } = await hormesis(['report', '--week', '2026-47']);
    expect(code).toBe(exit.usage);
    expect(stderr).toMatch(/not a week.*\n.*2\d{3}-W\d\d/);
    const nowhere = await hormesis(['report', '--out', join(folder.path, 'no', 'such', 'folder.md')]);
    expect(nowhere).toMatchObject({
      code: exit.failed,
      stderr: expect.stringContaining('cannot be written'),
    });
  });
});

describe('doctor', () => {
  it('finds this machine and the server well', async () => {
    const { code, stdout } = await hormesis(['doctor', '--data', folder.path]);
    expect(code).toBe(exit.ok);
    for (const part of ['Node', 'data folder', 'disk', 'Java', 'Maven', 'server', 'log', 'quarantine'])
      expect(stdout).toMatch(new RegExp(`^(ok|note|look) +${part} `, 'm'));
  });

  it('says what to do when there is no server', async () => {
    const { code, stdout } = await cli(['doctor', '--json', '--url', `http://127.0.0.1:${await freePort()}`]);
    expect(code).toBe(exit.failed);
    const { data } = JSON.parse(stdout);
    expect(data.healthy).toBe(false);
    expect(data.findings.at(-1)).toMatchObject({
      level: 'wrong',
      what: 'server',
      remedy: expect.stringContaining('npm start'),
    });
  });
});

describe('demo', () => {
  it('needs a server that answers, and a secret for rollbacks', async () => {
    const gone = await cli(['demo', '--url', `http://127.0.0.1:${await freePort()}`, '--json']);
    expect(gone.code).toBe(exit.unavailable);
    expect(JSON.parse(gone.stdout).error.code).toBe('unavailable');
    const unsigned = await hormesis(['demo', '--rollback-port', '4999']);
    expect(unsigned).toMatchObject({ code: exit.usage, stderr: expect.stringContaining('WEBHOOK_SECRET') });
  });
});

describe('every command', () => {
  it('says who may not do it, and that nobody answers', async () => {
    const flip = ['flags', 'off', 'express-pay', '--reason', 'x', '--json'];
    const as = (token: string) => hormesis([...flip, '--token', token]);
    for (const ended of [await as('unknown'), await as('only-looking')]) {
      expect(ended.code).toBe(exit.auth);
      expect(JSON.parse(ended.stdout).error).toMatchObject({ code: 'auth', hint: expect.any(String) });
    }
    expect((await hormesis(['status', '--token', 'only-telling'])).code).toBe(exit.auth);
    const nobody = await hormesis(['status', '--url', `http://127.0.0.1:${await freePort()}`]);
    expect(nobody).toMatchObject({ code: exit.unavailable, stdout: '' });
    expect(nobody.stderr).toMatch(/cannot be reached/);
  });

  it('finds nobody in an empty folder', async () => {
    const { code, stderr } = await cli(['status'], { HORMESIS_URL: '' });
    expect(code).toBe(exit.unavailable);
    expect(stderr).toContain('npm start');
  });

  it.each([
    [['stauts'], 'Did you mean status?'],
    [['status', '--jsno'], 'Did you mean --json?'],
    [['flags', 'of'], 'flags off'],
    [['report', '--format', 'pdf'], 'See hormesis report --help'],
    [['demo', '--days', 'many'], 'It takes a whole number.'],
    [['status', 'extra'], 'See hormesis status --help'],
  ])('%j is a wrong call: %s', async (args, said) => {
    const { code, stdout, stderr } = await hormesis(args);
    expect(code).toBe(exit.usage);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^hormesis: /);
    expect(stderr).toContain(said);
    const asJson = await hormesis([...args, '--json']);
    expect(asJson.code).toBe(exit.usage);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ version: 1, ok: false, error: { code: 'usage' } });
  });

  it('shows its help at once', async () => {
    const began = performance.now();
    const { code, stdout } = await hormesis(['--help']);
    expect(code).toBe(exit.ok);
    expect(stdout).toContain('Usage: hormesis');
    expect(performance.now() - began).toBeLessThan(2_000);
    expect((await hormesis([])).code).toBe(exit.usage);
    expect((await hormesis(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('leaves at once at Ctrl-C, and says that it may be done all the same', async () => {
    const silent = createServer(() => undefined);
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
    const child = spawn(process.execPath, [program, 'status', '--json', '--url', `http://127.0.0.1:${port}`]);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    await once(silent, 'request');
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [Ended['code']];
    silent.close();
    silent.closeAllConnections();
    expect(code).toBe(exit.interrupted);
    expect(JSON.parse(stdout).error.code).toBe('interrupted');
  });
});
