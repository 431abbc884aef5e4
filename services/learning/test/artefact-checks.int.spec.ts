import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ArtefactFile } from '@hormesis/learning';
import { afterEach, describe, expect, it } from 'vitest';
import { ArtefactChecks } from '../src/check-artefacts/artefact-checks.js';
import { readChecksConfig } from '../src/check-artefacts/checks-config.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** `v2` fails, `v1` is well; the version is the first part of the path. */
async function versions(): Promise<{ template: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(url.startsWith('/v2/basket') ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { template: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{version}`, asked };
}

const test = (content: string): ArtefactFile[] => [
  { path: 'tests/regressions/basket.test.ts', mediaType: 'text/typescript', content },
];
const replay = test(`import { expect, it } from "vitest";
it("answers", async () => {
  const response = await fetch(process.env.TARGET_URL + "/basket");
  expect(response.status).toBe(200);
});
`);
const known = {
  kind: 'test',
  isEdited: false,
  service: 'checkout',
  versions: { bad: 'v2', good: 'v1' },
} as const;

function checks(env: Record<string, string> = {}) {
  return new ArtefactChecks(readChecksConfig(env));
}

describe('checking a test', () => {
  it('runs it ten times against the bad version and ten times against the good one', async () => {
    const { template, asked } = await versions();
    const verdict = await checks({ HORMESIS_TEST_TARGETS: template }).check({ ...known, files: replay });
    expect(verdict).toMatchObject({
      passed: true,
      checks: [
        { tool: 'vitest against the version that failed', passed: true },
        { tool: 'vitest against the good version', passed: true },
      ],
    });
    expect(verdict.checks[0]?.says).toMatch(/^10 of 10 runs failed .*expected 500 to be 200/);
    expect(asked.filter((url) => url === '/v2/basket')).toHaveLength(10);
    expect(asked.filter((url) => url === '/v1/basket')).toHaveLength(10);
  });

  it('does not pass what cannot tell the versions apart, reaches elsewhere or sees our environment', async () => {
    process.env.HORMESIS_TEST_SECRET = 's3cret';
    closing.push(async () => delete process.env.HORMESIS_TEST_SECRET);
    const elsewhere = await versions();
    const { template } = await versions();
    const files = test(`import { expect, it } from "vitest";
it("reaches nothing else", async () => {
  await expect(fetch("${elsewhere.template.replace('{version}', 'v1')}")).rejects.toThrow();
  expect(process.env.HORMESIS_TEST_SECRET).toBeUndefined();
  expect((await fetch(process.env.TARGET_URL + "/")).status).toBe(200);
});
`);
    const verdict = await checks({ HORMESIS_TEST_TARGETS: template }).check({ ...known, files });
    expect(verdict).toMatchObject({ passed: false, checks: [{ passed: false }, { passed: true }] });
    expect(verdict.checks[0]?.says).toMatch(/should have failed .*, and did not/);
    expect(elsewhere.asked).toEqual([]);
  });

  it('runs what a person has edited only where the operator says so', async () => {
    const { asked, template } = await versions();
    const edited = { ...known, isEdited: true, files: replay };
    const refused = await checks({ HORMESIS_TEST_TARGETS: template }).check(edited);
    expect(refused).toMatchObject({
      passed: 'not-checked',
      checks: [{ tool: 'none', says: expect.stringContaining('HORMESIS_RUN_EDITED_TESTS=yes') }],
    });
    expect(asked).toEqual([]);
    const allowed = { HORMESIS_TEST_TARGETS: template, HORMESIS_RUN_EDITED_TESTS: 'yes' };
    expect(await checks(allowed).check({ ...edited, versions: { good: 'v1' } })).toMatchObject({
      checks: [{ tool: 'none' }, { tool: 'vitest against the good version', passed: true }],
    });
    expect(() => checks({ HORMESIS_RUN_EDITED_TESTS: 'maybe' })).toThrow(/must be yes or no/);
  });

  it('counts the runs that came out as they should, for a test must come out the same each time', async () => {
    let turn = 0;
    const server = createServer((_, response) => {
      turn += 1;
      response.writeHead(turn % 2 === 0 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const template = `http://127.0.0.1:${(server.address() as AddressInfo).port}/{version}`;
    const verdict = await checks({ HORMESIS_TEST_TARGETS: template }).check({
      ...known,
      versions: { bad: 'v2' },
      files: replay,
    });
    expect(verdict).toMatchObject({ passed: false, checks: [{ passed: false }, { tool: 'none' }] });
    expect(verdict.checks[0]?.says).toMatch(/^5 of 10 runs failed/);
  });

  it.each([
    ['no template', {}, {}, /HORMESIS_TEST_TARGETS does not say/],
    [
      'no version',
      { HORMESIS_TEST_TARGETS: 'http://127.0.0.1:9/{version}' },
      { versions: {} },
      /not on record/,
    ],
    ['nobody there', { HORMESIS_TEST_TARGETS: 'http://127.0.0.1:9/{version}' }, {}, /nothing answers at/],
    [
      'a preview of unknown hosts',
      {},
      { preview: 'http://169.254.1.1/' },
      /not among HORMESIS_PREVIEW_HOSTS/,
    ],
  ])('says that it was not checked: %s', async (_, env, more, says) => {
    const verdict = await checks(env).check({ ...known, ...more, files: replay });
    expect(verdict.passed).toBe('not-checked');
    expect(verdict.checks[0]).toMatchObject({
      tool: 'none',
      passed: false,
      says: expect.stringMatching(says),
    });
  });
});

describe('checking rules', () => {
  it('says so where there is no promtool', async () => {
    const verdict = await checks({ HORMESIS_PROMTOOL: '/nowhere/promtool' }).check({
      kind: 'alert',
      isEdited: false,
      service: 'checkout',
      files: [{ path: 'alerts/a.rules.yml', mediaType: 'application/yaml', content: 'groups: []' }],
    });
    expect(verdict).toMatchObject({
      passed: 'not-checked',
      checks: [{ tool: 'none', says: expect.stringContaining('promtool was not found') }],
    });
  });

  it('refuses a path that leads elsewhere', async () => {
    const files = [{ path: '../../a.rules.yml', mediaType: 'application/yaml', content: '' }];
    await expect(
      checks().check({ kind: 'alert', isEdited: false, service: 'checkout', files }),
    ).rejects.toThrow(/must not lead out/);
  });
});

describe('checking flags', () => {
  const flagd = (definition: unknown): ArtefactFile => ({
    path: 'flags/basket.flagd.json',
    mediaType: 'application/json',
    content: JSON.stringify({ flags: { basket: definition } }),
  });
  const ramp = (over: object): ArtefactFile => ({
    path: 'flags/basket.ramp.json',
    mediaType: 'application/json',
    content: JSON.stringify({
      flag: 'basket',
      variant: 'on',
      steps: [
        { percentage: 1, bakeSeconds: 600 },
        { percentage: 100, bakeSeconds: 600 },
      ],
      guards: [{ metric: 'http.errors', service: 'checkout' }],
      onAnomaly: 'kill',
      ...over,
    }),
  });
  const off = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  const check = (...files: ArtefactFile[]) =>
    checks().check({ kind: 'flag-default', isEdited: true, service: 'checkout', files });

  it('evaluates the definition, and takes the ramp', async () => {
    const verdict = await check(flagd(off), ramp({}));
    expect(verdict).toMatchObject({
      passed: true,
      checks: [
        {
          tool: 'flagd-core',
          version: expect.stringMatching(/^\d/),
          says: expect.stringContaining('basket gives off'),
        },
        { tool: 'ramp schedule', says: expect.stringContaining('can be scheduled so') },
      ],
    });
  });

  it.each([
    ['no JSON', { ...flagd(off), content: '{' }, /no flagd document/],
    [
      'a default that is no variant',
      flagd({ ...off, defaultVariant: 'none' }),
      /defaultVariant none is no variant/,
    ],
    [
      'steps that shrink',
      ramp({
        steps: [
          { percentage: 50, bakeSeconds: 60 },
          { percentage: 5, bakeSeconds: 60 },
        ],
      }),
      /steps that grow/,
    ],
    ['an unknown field', ramp({ until: 'never' }), /no ramp policy.*until/s],
  ])('refuses %s', async (_, file, says) => {
    const verdict = await check(file);
    expect(verdict.passed).toBe(false);
    expect(verdict.checks[0]?.says).toMatch(says);
  });
});
