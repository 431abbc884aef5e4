import { problem } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from './start-console.js';

let server: RunningConsole;
beforeAll(async () => {
  server = await startConsole();
});
afterAll(() => server?.stop());

const signIn = (headers: Record<string, string>, body = '{"token":"dev-token"}') =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

describe('a command that another page makes a browser send', () => {
  it('is turned away, for a cookie goes with it unasked', async () => {
    const response = await signIn({ origin: 'https://evil.example', cookie: 'hormesis_session=dev-token' });
    expect(response.status).toBe(403);
    expect(problem.parse(await response.json())).toMatchObject({ code: 'forbidden' });
  });

  it('is taken from our own page, and from a program with a token of its own', async () => {
    expect((await signIn({ origin: server.url })).status).toBe(200);
    const program = await signIn({ origin: 'https://tool.example', authorization: 'Bearer dev-token' });
    expect(program.status).toBe(200);
  });
});

describe('a token in the address', () => {
  it('opens nothing but the door for events', async () => {
    expect((await server.get('/api/incidents?access_token=dev-token', {})).status).toBe(401);
  });
});

describe('what cannot be right', () => {
  it.each([
    ['a cookie that is no text', () => server.get('/api/session', { cookie: 'hormesis_session=%' }), 200],
    ['a NUL in the address', () => server.get('/api/flags/%00'), 400],
    ['a body that is no JSON', () => signIn({}, '{"token":'), 400],
    ['a body that is too large', () => signIn({}, 'x'.repeat(1_100_000)), 413],
  ])('is no error of ours: %s', async (_, ask, status) => {
    const response = await ask();
    expect(response.status).toBe(status);
    if (status >= 400) expect(problem.parse(await response.json()).status).toBe(status);
  });

  it('does not stop a look at the docs', async () => {
    const response = await fetch(`${server.url}/api`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/api/docs');
  });
});
