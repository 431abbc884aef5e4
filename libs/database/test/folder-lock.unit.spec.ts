import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '../src/embedded/folder-lock.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hormesis-lock-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A process that is not: beyond the largest pid that a system gives. */
const dead = '99999999 1';

describe('the lock of a data folder', () => {
  it('goes to one of several that start at once after a crash', async () => {
    for (let round = 0; round < 60; round++) {
      const path = join(folder, `lock-${round}`);
      await writeFile(path, dead);
      const starts = await Promise.allSettled(Array.from({ length: 4 }, () => lockFolder(folder, path)));
      expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await readFile(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    }
  });

  it('is taken over, and given back, though another died while it took it over', async () => {
    const path = join(folder, 'again');
    await writeFile(path, dead);
    await writeFile(`${path}.next-99999999-1`, '99999998 1');
    const unlock = await lockFolder(folder, path);
    await unlock();
    expect((await readdir(folder)).filter((name) => name.startsWith('again'))).toEqual([]);
  });
});
