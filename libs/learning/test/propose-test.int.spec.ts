import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Proposer } from '@hormesis/events';
import { afterEach, describe, expect, it } from 'vitest';
import { after, event } from './support/events.js';
import { proposalOf, story, type Told } from './support/story.js';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const failingRequest = {
  method: 'POST' as const,
  path: '/basket?note="quoted"&from=%2F',
  headers: { 'Content-Type': 'application/json', Authorization: 'Bearer s3cret', Host: 'checkout.example' },
  body: '{"item":"a\'b","note":"`$' + '{1}` \\u2028"}',
  status: 500,
  expectedStatus: 201,
};

describe('a proposed test, run by vitest', () => {
  it('fails against the version that failed and passes against the good one', async () => {
    const file = await written(failingRequest);
    const seen: unknown[] = [];
    const good = await serve(async (request, response) => {
      seen.push({
        method: request.method,
        url: request.url,
        body: await textOf(request),
        auth: request.headers.authorization,
      });
      response.writeHead(201).end();
    });
    const bad = await serve((_, response) => response.writeHead(500).end());

    expect(await Promise.all([runVitest(file, bad), runVitest(file, `${good}/`)])).toMatchObject([
      { code: 1, output: expect.stringMatching(/expected 500 to be 201/) },
      { code: 0 },
    ]);
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/basket?note=%22quoted%22&from=%2F',
        body: failingRequest.body,
        auth: undefined,
      },
    ]);
  });

  it('holds a dependency to the status and the fields that it promised', async () => {
    const asked = {
      method: 'GET' as const,
      path: '/accounts/7',
      status: 200,
      callee: 'bank',
      expectedStatus: 200,
      expectedBody: '{"id":7,"owner":{"name":"Ana"},"limits":[1]}',
    };
    const file = await writtenBy('contract', { blamesNothing: true, failingRequest: asked });
    const answering = (body: unknown) =>
      serve((_, response) => response.writeHead(200).end(JSON.stringify(body)));
    const bad = await answering({ id: '7', owner: {}, limits: [] });
    const good = await answering({ id: 9, owner: { name: 'Ben', title: 'Dr' }, limits: [], more: true });
    const ran = await Promise.all([runVitest(file, bad), runVitest(file, good)]);
    expect(ran).toMatchObject([{ code: 1 }, { code: 0 }]);
  });

  it('finds the value that hurt, though only some users are given it', async () => {
    const variants = { usual: 30, short: 1 };
    const definition = { state: 'ENABLED' as const, variants, defaultVariant: 'usual' };
    const flagEvents = [event('featureflag.defined', 'timeout', after(-900), { definition })];
    const change = event('featureflag.ramped', 'timeout', after(-30), { variant: 'short', percentage: 5 });
    const file = await writtenBy('configuration', { kind: 'flag', change, flagEvents });
    const giving = (share: number) =>
      serve(async (request, response) => {
        const user = Number(/user-(\d+)/.exec(await textOf(request))?.[1]);
        const value = request.url === '/ofrep/v1/evaluate/flags/timeout' && user % 100 < share ? 1 : 30;
        response.writeHead(200).end(JSON.stringify({ key: 'timeout', value, variant: 'any' }));
      });
    const [bad, good] = await Promise.all([giving(5), giving(0)]);
    const ran = await Promise.all([runVitest(file, bad), runVitest(file, good)]);
    expect(ran).toMatchObject([{ code: 1 }, { code: 0 }]);
  });

  it('says what to do without TARGET_URL', async () => {
    const file = await written({ method: 'GET', path: '/', expectedStatus: 200 });
    expect(await runVitest(file, '')).toMatchObject({
      code: 1,
      output: expect.stringContaining('Set TARGET_URL to the deployment to test.'),
    });
  });
});

function written(request: typeof failingRequest | { method: 'GET'; path: string; expectedStatus: number }) {
  return writtenBy('replay', { failingRequest: request });
}

async function writtenBy(proposer: Proposer, told: Told) {
  const proposal = proposalOf(proposer, story(told));
  const directory = await mkdtemp(join(tmpdir(), 'hormesis-replay-'));
  await symlink(join(workspace, 'node_modules'), join(directory, 'node_modules'));
  closing.push(() => rm(directory, { recursive: true }));
  const file = join(directory, 'proposed.test.ts');
  await writeFile(file, proposal.data.files[0]?.content ?? '');
  return { directory, file };
}

async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function runVitest(
  { directory }: { directory: string },
  baseUrl: string,
): Promise<{ code: number; output: string }> {
  const vitest = join(workspace, 'node_modules', 'vitest', 'vitest.mjs');
  const { VITEST: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [vitest, 'run', '--root', directory, '--no-color', '--pool=threads', '--no-isolate'],
      { cwd: directory, env: { ...env, TARGET_URL: baseUrl } },
      (error, stdout, stderr) => resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    );
  });
}
