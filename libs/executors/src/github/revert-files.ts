import type { Blob } from './git-objects.js';

type Files = ReadonlyMap<string, Blob>;

export type TreeEntry = { path: string; mode: string; type: string; sha: string | null };
export type RevertOfFiles = {
  /** What to write, on top of the head. */
  entries: readonly TreeEntry[];
  /** Files that were changed again since, which only a person can put together. */
  conflicts: readonly string[];
};

/**
 * Takes back what changed between two trees, in a third one: git's three-way merge with whole files as its unit. A file
 * that is already as it was before needs nothing.
 */
export function revertFiles(before: Files, bad: Files, head: Files): RevertOfFiles {
  const entries: TreeEntry[] = [];
  const conflicts: string[] = [];
  for (const path of new Set([...before.keys(), ...bad.keys()])) {
    const [was, became, is] = [before.get(path), bad.get(path), head.get(path)];
    if (isSame(was, became) || isSame(is, was)) continue;
    if (!isSame(is, became)) conflicts.push(path);
    else if (was) entries.push({ path, ...was });
    else if (became) entries.push({ path, ...became, sha: null });
  }
  return { entries, conflicts: conflicts.sort() };
}

function isSame(a: Blob | undefined, b: Blob | undefined): boolean {
  return a?.sha === b?.sha && a?.mode === b?.mode;
}
