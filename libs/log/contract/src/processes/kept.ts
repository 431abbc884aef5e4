import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a reader keeps of a partition: where to go on, and what it has handled. Replaced as one, or not at all. */
export type Kept = { next: number; handled: string[] };

export async function keptOf(directory: string, partition: number): Promise<Kept> {
  try {
    return JSON.parse(await readFile(join(directory, `${partition}`), 'utf8')) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { next: 0, handled: [] };
    throw error;
  }
}
