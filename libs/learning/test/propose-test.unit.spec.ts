import type { Proposed, Withheld } from '@hormesis/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, story } from './support/story.js';

const basket = { method: 'GET' as const, path: '/basket/42', status: 500, expectedStatus: 200 };

describe('proposing a test', () => {
  it('replays the request that failed and asserts what should have come back', () => {
    const { data } = proposed({ ...basket, headers: { Accept: 'application/json' } });
    expect(data).toMatchObject({
      class: 'prevents',
      title: 'Test that checkout answers GET /basket/42 with 200',
      files: [{ path: 'tests/regressions/checkout-inc-7f3a.test.ts' }],
    });
    expect(data.files[0]?.content).toMatchInlineSnapshot(`
      "import process from "node:process";
      import { describe, expect, it } from "vitest";

      // Taught by inc-7f3a: checkout in production.
      // Run it against any deployment: TARGET_URL=http://localhost:3000 npx vitest run
      // TARGET_AUTHORIZATION, if set, is sent as the header authorization.
      const request1 = {
        method: "GET",
        path: "/basket/42",
        headers: {
          accept: "application/json",
        },
      };

      const request2 = {
        method: "GET",
        path: "/basket/41",
        headers: {
          accept: "application/json",
        },
      };

      const request3 = {
        method: "GET",
        path: "/basket/43",
        headers: {
          accept: "application/json",
        },
      };

      describe("checkout answers what failed in inc-7f3a", () => {
        it("GET /basket/42 is answered with 200", async () => {
          const response = await send(request1);

          expect(response.status).toBe(200);
        }, 15_000);

        it("GET /basket/41, its neighbour, is answered without a server error", async () => {
          const response = await send(request2);

          expect(response.status).toBeLessThan(500);
        }, 15_000);

        it("GET /basket/43, its neighbour, is answered without a server error", async () => {
          const response = await send(request3);

          expect(response.status).toBeLessThan(500);
        }, 15_000);
      });

      async function send({ path, headers, ...init }: {
        method: string;
        path: string;
        headers?: Record<string, string>;
        body?: string;
      }) {
        const baseUrl = process.env.TARGET_URL?.replace(/\\/+$/, "");
        if (!baseUrl) throw new Error("Set TARGET_URL to the deployment to test.");

        const authorization = process.env.TARGET_AUTHORIZATION;
        const response = await fetch(\`\${baseUrl}\${path}\`, {
          ...init,
          headers: { ...headers, ...(authorization ? { authorization } : {}) },
          redirect: "manual",
          signal: AbortSignal.timeout(10_000),
        });
        return { status: response.status, body: await response.text() };
      }
      "
    `);
  });

  it.each([
    [{ status: 502 }, 'toBeLessThan(500)', /asserts only that it is answered without a server error/],
    [{}, 'toBeLessThan(500)', /got no answer/],
    [{ status: 404 }, 'not.toBe(404)', /other than with 404/],
  ])('asserts no more than was recorded: %o', (answer, matcher, words) => {
    const { data } = proposed({ method: 'GET', path: '/basket/42', ...answer });
    expect(data.files[0]?.content).toContain(`expect(response.status).${matcher};`);
    expect(data.rationale).toMatch(words);
  });

  it('leaves out credentials wherever they stand, and says so', () => {
    const { data } = proposed({
      method: 'POST',
      path: '/login?next=/&access_token=s3cret-q#s3cret-f',
      headers: {
        Authorization: 'Bearer s3cret-a',
        Cookie: 'sid=s3cret-c',
        'X-Api-Key': 's3cret-k',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ user: 'demo', password: 's3cret-b', nested: [{ sessionToken: 's3cret-n' }] }),
      status: 500,
    });
    expect(JSON.stringify(data)).not.toContain('s3cret');
    for (const what of [
      'header authorization',
      'header cookie',
      'header x-api-key',
      'query access_token',
      'body password',
      'body sessionToken',
    ]) {
      expect(data.rationale).toContain(what);
      expect(data.files[0]?.content).toContain(what);
    }
  });

  it('leaves out secrets of a form', () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const { data } = proposed({ method: 'POST', path: '/login', headers, body: 'user=demo&password=s3cret' });
    expect(data.files[0]?.content).toContain('user=demo&password=removed');
  });

  it.each([
    ['a form that nothing calls one', 'password=hunter2', 'password=removed', 'body password'],
    ['one field among others', 'user=demo&pass%77ord=hunter2', 'user=demo&pass%77ord=removed', 'body'],
    ['a one-time password', '{"user":"demo","otp":"hunter2"}', 'demo', 'body otp'],
    ['a card', '{"user":"demo","card":{"number":"hunter2"},"cardCvv":"hunter2"}', 'demo', 'body card'],
    ['a code', 'user=demo&code=hunter2&pin=hunter2', 'user=demo&code=removed&pin=removed', 'body code'],
    ['text', 'my password is hunter2', 'method: "POST"', 'neither a JSON object nor a form'],
    ['XML', '<login password="hunter2"/>', 'method: "POST"', 'neither a JSON object nor a form'],
    ['a mere value', '"hunter2"', 'method: "POST"', 'neither a JSON object nor a form'],
    ['JSON that is cut off', '{"password":"hunter2', 'method: "POST"', 'neither a JSON object nor a form'],
  ])('leaves secrets out of %s', (_, body, kept, said) => {
    const { data } = proposed({ method: 'POST', path: '/login', body, status: 500 });
    expect(JSON.stringify(data)).not.toContain('hunter2');
    expect(data.files[0]?.content).toContain(kept);
    expect(data.rationale).toContain(said);
  });

  it('leaves keys and signatures out of a query, and what only sounds like one in', () => {
    const { data } = proposed({
      ...basket,
      path: '/map?key=AIzaSyHunter2&sig=hunter2&X-Amz-Signature=hunter2&shipping=1&monkey=2&design=3',
    });
    expect(JSON.stringify(data).toLowerCase()).not.toContain('hunter2');
    expect(data.files[0]?.content).toContain(
      '/map?key=removed&sig=removed&X-Amz-Signature=removed&shipping=1&monkey=2&design=3',
    );
  });

  it('is withheld when no failing request was recorded', () => {
    const answer = answerOf('replay', story()) as Withheld;
    expect(answer).toMatchObject({
      outcome: 'withheld',
      data: { reason: expect.stringContaining('nothing to replay') },
    });
  });

  it('writes any text so that it means that text and no code', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '"); process.exit(1); ("',
        '\u2028throw 1',
        '*/ evil()',
        '`$' + '{1}`',
        '\\',
        "'",
        '\r\n//',
        '</script>',
        '\ud800',
      ),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, (path, text, header, service) => {
        const body = JSON.stringify({ text });
        const { data } = proposed(
          { method: 'POST', path: `/${path}`, headers: { 'x-note': header }, body },
          service || 'checkout',
        );
        const request = requestIn(data.files[0]?.content ?? '');
        expect(request.path).toBe(`/${path}`.split('#')[0]);
        if (!/[^\t\x20-\x7e\x80-\xff]/.test(header)) expect(request.headers['x-note']).toBe(header.trim());
        expect(request.body).toBe(body);
      }),
      { numRuns: 500 },
    );
  });
});

function proposed(
  failingRequest: NonNullable<Parameters<typeof story>[0]>['failingRequest'],
  service = 'checkout',
): Proposed {
  const answer = answerOf('replay', story({ service, ...(failingRequest ? { failingRequest } : {}) }));
  if (answer.outcome === 'withheld') throw new Error(answer.data.reason);
  return answer;
}

/** Evaluates the file’s request as JavaScript does, up to the suite; comments and literals must not end early. */
function requestIn(content: string) {
  const start = content.indexOf('// Taught by');
  const end = content.indexOf('\ndescribe(');
  return new Function(`${content.slice(start, end)}; return request;`)();
}
