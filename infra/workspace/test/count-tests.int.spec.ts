import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

type Counts = { passed: number; failed: number; failures: string[] };
const { runTests } = createRequire(import.meta.url)('../run-tests.cjs') as {
  runTests(run: { folder: string; args: string[]; file: string; stdio: 'ignore' }): Promise<Counts>;
};

const root = join(import.meta.dirname, '..', '..', '..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs vitest on these files, as `npm test` runs it on the project's. */
function counted(files: Record<string, string>): Promise<Counts> {
  mkdirSync(join(root, '.hormesis'), { recursive: true });
  const folder = mkdtempSync(join(root, '.hormesis', 'counting-'));
  folders.push(folder);
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { globals: true } };');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return runTests({ folder, args: ['--root', folder], file: join(folder, 'results.json'), stdio: 'ignore' });
}

const passing = "it('passes', () => expect(1).toBe(1)); it('passes too', () => expect(2).toBe(2));";

describe('what npm test counts', () => {
  it('is each test that passed', async () => {
    expect(await counted({ 'good.test.js': passing })).toEqual({ passed: 2, failed: 0, failures: [] });
  });

  it('is each test that failed, by name and with what it said', async () => {
    const failing = "it('fails', () => expect(1).toBe(2)); it('fails too', () => expect(1).toBe(3));";
    expect(await counted({ 'good.test.js': passing, 'bad.test.js': failing })).toMatchObject({
      passed: 2,
      failed: 2,
      failures: [
        expect.stringMatching(/bad\.test\.js > fails: AssertionError: expected 1 to be 2/),
        expect.stringMatching(/bad\.test\.js > fails too: AssertionError: expected 1 to be 3/),
      ],
    });
  });

  it('is a failure for a file that cannot be loaded', async () => {
    const broken = "import 'no-such-module'; it('is never run', () => undefined);";
    expect(await counted({ 'good.test.js': passing, 'broken.test.js': broken })).toMatchObject({
      passed: 2,
      failed: 1,
      failures: [expect.stringMatching(/broken\.test\.js: .*no-such-module/)],
    });
  });

  it('is a failure for an error outside of any test', async () => {
    const stray =
      "it('passes', async () => { setTimeout(() => { throw new Error('late'); }, 1); await new Promise((r) => setTimeout(r, 50)); });";
    expect(await counted({ 'stray.test.js': stray })).toMatchObject({ passed: 1, failed: 1 });
  });

  it('is a failure when there is no test', async () => {
    expect(await counted({})).toMatchObject({ passed: 0, failed: 1 });
  });
});
