import { Api, Failed, hide, NotYet, TryAgain, withPatience } from '@hormesis/executors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startFakeServer } from './fakes/fake-server.js';

const quick = { who: 'It', limits: { timeoutMs: 400, firstPauseMs: 5 }, secrets: () => ['s3cr3t-token'] };

describe('patience', () => {
  it('does all of the work again after a passing trouble', async () => {
    const attempts: number[] = [];
    const done = await withPatience(quick, async ({ attempt }) => {
      attempts.push(attempt);
      if (attempt < 3) throw new TryAgain('busy');
      return { kind: 'completed' as const };
    });
    expect(done).toEqual({ kind: 'completed' });
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('looks at what is under way at an even pace', async () => {
    let looks = 0;
    await withPatience(quick, async () => {
      looks += 1;
      throw new NotYet('under way', 20);
    });
    expect(looks).toBeGreaterThan(8);
  });

  it('waits longer each time, by chance too, so that many do not come at once', async () => {
    const waits: number[] = [];
    let last = performance.now();
    await withPatience({ ...quick, limits: { timeoutMs: 400, firstPauseMs: 40 } }, async () => {
      waits.push(performance.now() - last);
      last = performance.now();
      throw new TryAgain('busy');
    });
    const [, first = 0, second = 0, third = 0] = waits;
    expect(first).toBeGreaterThan(19);
    expect(second).toBeGreaterThan(39);
    expect(third).toBeGreaterThan(79);
  });

  it('makes an answer of whatever is thrown', async () => {
    expect(await withPatience(quick, async () => Promise.reject(new Failed('No.')))).toEqual({
      kind: 'failed',
      reason: 'No.',
    });
    expect(await withPatience(quick, async () => Promise.reject(new TypeError('x is no function')))).toEqual({
      kind: 'failed',
      reason: 'It met a fault: x is no function',
    });
  });
});

describe('a secret', () => {
  it('is not shown, as it is, in base64 or in an address', () => {
    const secret = fc.string({ minLength: 6 }).filter((text) => text.trim().length > 5);
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (token, before, after) => {
        const forms = [token, Buffer.from(token).toString('base64'), encodeURIComponent(token)];
        for (const form of forms) expect(hide(`${before} ${form} ${after}`, [token])).toContain('[hidden]');
        expect(hide(`${before} ${token}`, [token])).not.toContain(token);
      }),
    );
  });

  it('is kept out of an error that the other system repeats it in', async () => {
    const answer = await withPatience(quick, async () => {
      throw new Failed('Bearer s3cr3t-token is wrong');
    });
    expect(answer).toEqual({ kind: 'failed', reason: 'Bearer [hidden] is wrong' });
  });
});

describe('an interface', () => {
  it('never follows a redirect, so that no token goes elsewhere', async () => {
    const elsewhere = await startFakeServer(() => ({ status: 200 }));
    const server = await startFakeServer(() => ({ status: 307, headers: { location: elsewhere.url } }));
    const api = new Api({
      product: 'It',
      baseUrl: server.url,
      headers: () => ({ authorization: 'Bearer x' }),
    });
    const answer = await withPatience(quick, async (effort) => {
      await api.call(effort, { method: 'GET', path: '/' });
      return { kind: 'completed' as const };
    });
    expect(answer).toEqual({ kind: 'failed', reason: 'It answered HTTP 307 to GET /.' });
    expect(elsewhere.requests).toEqual([]);
    await Promise.all([server.stop(), elsewhere.stop()]);
  });

  it('says when an answer is not as documented', async () => {
    const { z } = await import('zod');
    const api = new Api({ product: 'It', baseUrl: 'http://localhost', headers: () => ({}) });
    expect(() => api.read(z.object({ enabled: z.boolean() }), { body: { enabled: 'yes' } })).toThrow(
      'It answered something unexpected: enabled is not as documented.',
    );
  });
});
