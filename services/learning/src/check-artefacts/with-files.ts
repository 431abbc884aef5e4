import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { ArtefactFile } from '@hormesis/learning';

/**
 * Writes files into a directory of their own for as long as something is done with them.
 * @throws Error for a path that leads out of it
 */
export async function withFiles<T>(
  files: readonly ArtefactFile[],
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'hormesis-check-'));
  try {
    for (const { path, content } of files) {
      const within = normalize(path);
      if (isAbsolute(within) || within.startsWith('..')) {
        throw new Error(`The path ${path} leads out of the repository. Name one below it.`);
      }
      await mkdir(dirname(join(directory, within)), { recursive: true });
      await writeFile(join(directory, within), content);
    }
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
