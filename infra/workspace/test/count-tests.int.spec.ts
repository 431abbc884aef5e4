import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

type Counts = { passed: number; failed: number };
const { runTests } = createRequire(import.meta.url)('../run-tests.cjs') as {
  runTests(run: { folder: string; args: string[]; file: string; stdio: 'ignore' }): Counts;
};

const root = join(import.meta.dirname, '..', '..', '..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs vitest on these files, as `npm test` runs it on the project's. */
function counted(files: Record<string, string>): Counts {
  mkdirSync(join(root, '.hormesis'), { recursive: true });
  const folder = mkdtempSync(join(root, '.hormesis', 'counting-'));
  folders.push(folder);
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { globals: true } };');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return runTests({ folder, args: ['--root', folder], file: join(folder, 'results.json'), stdio: 'ignore' });
}

const passing = "it('passes', () => expect(1).toBe(1)); it('passes too', () => expect(2).toBe(2));";

describe('what npm test counts', () => {
  it('is each test that passed', () => {
    expect(counted({ 'good.test.js': passing })).toEqual({ passed: 2, failed: 0 });
  });

  it('is each test that failed', () => {
    const failing = "it('fails', () => expect(1).toBe(2)); it('fails too', () => expect(1).toBe(3));";
    expect(counted({ 'good.test.js': passing, 'bad.test.js': failing })).toEqual({ passed: 2, failed: 2 });
  });

  it('is a failure for a file that cannot be loaded', () => {
    const broken = "import 'no-such-module'; it('is never run', () => undefined);";
    expect(counted({ 'good.test.js': passing, 'broken.test.js': broken })).toEqual({ passed: 2, failed: 1 });
  });

  it('is a failure for an error outside of any test', () => {
    const stray =
      "it('passes', async () => { setTimeout(() => { throw new Error('late'); }, 1); await new Promise((r) => setTimeout(r, 50)); });";
    expect(counted({ 'stray.test.js': stray })).toEqual({ passed: 1, failed: 1 });
  });

  it('is a failure when there is no test', () => {
    expect(counted({})).toEqual({ passed: 0, failed: 1 });
  });
});
