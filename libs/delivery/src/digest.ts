import { createHash } from 'node:crypto';
import type { ParcelFile } from './delivery.js';

/** SHA-256 of the files, in hex: equal for the same contents at the same paths, in whatever order. */
export function digestOf(files: readonly Pick<ParcelFile, 'path' | 'content'>[]): string {
  const sorted = files.map(({ path, content }) => [path, content] as const).toSorted(byPath);
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function byPath([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : Number(one > other);
}
