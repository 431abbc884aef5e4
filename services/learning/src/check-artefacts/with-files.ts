import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { faultOfPaths } from '@hormesis/events/learning';
import type { ArtefactFile } from '@hormesis/learning';

/**
 * Writes files into a directory of their own for as long as something is done with them.
 * @throws Error for a path at which nothing may be written
 */
export async function withFiles<T>(
  files: readonly ArtefactFile[],
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'hormesis-check-'));
  try {
    const fault = faultOfPaths(files.map(({ path }) => path));
    if (fault) throw new Error(fault);
    for (const { path, content } of files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content);
    }
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
