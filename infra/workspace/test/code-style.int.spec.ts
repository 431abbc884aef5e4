import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

function git(...args: string[]): string[] {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' })
    .stdout.split('\0')
    .filter((line) => line !== '');
}

describe('the code', () => {
  it('is formatted and passes the linter', () => {
    const done = spawnSync(bin('biome'), ['check', '--error-on-warnings'], { cwd: root, encoding: 'utf8' });
    expect(done.stdout + done.stderr).toMatch(/No fixes applied/);
    expect(done.status, done.stdout + done.stderr).toBe(0);
  });

  it('type-checks, tests included', () => {
    const done = spawnSync(bin('tsc'), ['-p', 'tsconfig.test.json'], { cwd: root, encoding: 'utf8' });
    expect(done.stdout).toBe('');
    expect(done.status).toBe(0);
  });
});

describe('the repository', () => {
  const tracked = git('ls-files', '-z').filter((file) => existsSync(join(root, file)));

  it('holds no build artefact and no data folder', () => {
    expect(tracked.filter((file) => /(^|\/)(dist|node_modules|\.hormesis|\.nx|target)\//.test(file))).toEqual(
      [],
    );
  });

  it('holds no download address in its lock file', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
  });

  it('keeps source files short: none over 300 lines', () => {
    const long = tracked
      .filter((file) => /\/src\/.*\.tsx?$/.test(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n').length] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });
});
