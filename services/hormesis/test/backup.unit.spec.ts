import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackupError } from '@hormesis/database';
import { afterAll, describe, expect, it } from 'vitest';
import { allMigrations } from '../src/backup/all-migrations.js';
import { backupProblem } from '../src/backup/backup-problem.js';
import { inBytes } from '../src/backup/progress.js';
import { putInPlace } from '../src/backup/put-in-place.js';

const root = join(import.meta.dirname, '..', '..', '..');

describe('a backup', () => {
  it('knows every schema of the workspace', () => {
    const folders = globSync('{libs,services}/**/migrations', {
      cwd: root,
      exclude: (name) => name === 'node_modules' || name === 'dist',
    });
    const known = allMigrations.map(({ directory }) => fileURLToPath(directory));
    expect(known.toSorted()).toEqual(folders.map((folder) => join(root, folder, '/')).toSorted());
    expect(new Set(allMigrations.map(({ schema }) => schema)).size).toBe(folders.length);
  });

  it('tells what went wrong by exit codes that scripts can tell apart', () => {
    const codeOf = (error: unknown) => (backupProblem(error, 'a.backup') as { code?: string }).code;
    expect(codeOf(new BackupError('not-empty', ''))).toBe('conflict');
    expect(codeOf(new BackupError('damaged', ''))).toBe('failed');
    expect(codeOf(Object.assign(new Error(''), { code: 'ENOENT' }))).toBe('not-found');
    const other = new Error('something else');
    expect(backupProblem(other, 'a.backup')).toBe(other);
  });

  describe('that is put in its place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hormesis-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const [draft, file] = [join(folder, 'draft'), join(folder, 'file')];
    const noLinks = () => Promise.reject(Object.assign(new Error('not permitted'), { code: 'EPERM' }));

    it.each([undefined, noLinks])('is there under its name, and overwrites nothing', async (makeLink) => {
      rmSync(file, { force: true });
      writeFileSync(draft, 'first');
      await putInPlace(draft, file, makeLink);
      expect(readFileSync(file, 'utf8')).toBe('first');
      rmSync(draft, { force: true });
      writeFileSync(draft, 'second');
      await expect(putInPlace(draft, file, makeLink)).rejects.toMatchObject({ code: 'EEXIST' });
      expect(readFileSync(file, 'utf8')).toBe('first');
    });

    it('is not, where a disk fails', async () => {
      const broken = () => Promise.reject(Object.assign(new Error('input/output'), { code: 'EIO' }));
      await expect(putInPlace(draft, join(folder, 'other'), broken)).rejects.toMatchObject({ code: 'EIO' });
      expect(existsSync(join(folder, 'other'))).toBe(false);
    });
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_500, '1.5 kB'],
    [120_400_000, '120 MB'],
    [2_000_000_000_000, '2.0 TB'],
  ])('says how large %d bytes are: %s', (bytes, text) => {
    expect(inBytes(bytes)).toBe(text);
  });
});
