import { z } from 'zod';
import type { Effort } from '../http/effort.js';
import { Failed } from '../http/outcome-errors.js';
import type { GitHub } from './github.js';

export const gitCommit = z.object({
  sha: z.string(),
  commit: z.object({ tree: z.object({ sha: z.string() }) }),
  parents: z.array(z.object({ sha: z.string() })),
});
export type GitCommit = z.infer<typeof gitCommit>;

const gitTree = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() })),
});

export const created = z.object({ sha: z.string() });

/** A file in a tree. */
export type Blob = { mode: string; type: string; sha: string };

/** The commit that a branch, a tag or (part of) a hash names. */
export function commitOf(github: GitHub, effort: Effort, ref: string): Promise<GitCommit> {
  return github.get(effort, `/commits/${encodeURIComponent(ref)}`, gitCommit);
}

/** Every file of a commit, by path. @throws Failed when there are more than GitHub lists at once */
export async function filesOf(
  github: GitHub,
  effort: Effort,
  { commit, sha }: GitCommit,
): Promise<ReadonlyMap<string, Blob>> {
  const { tree, truncated } = await github.get(effort, `/git/trees/${commit.tree.sha}?recursive=1`, gitTree);
  if (truncated) {
    throw new Failed(
      `Commit ${sha.slice(0, 9)} has more files than GitHub lists at once. Revert it with git.`,
    );
  }
  return new Map(
    tree
      .filter(({ type }) => type !== 'tree')
      .map(({ path, mode, type, sha: blob }) => [path, { mode, type, sha: blob }]),
  );
}
