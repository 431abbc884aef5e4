import { z } from 'zod';
import { saidIn } from '../http/api.js';
import type { Effort } from '../http/effort.js';
import { TryAgain } from '../http/outcome-errors.js';
import { created, type GitCommit } from './git-objects.js';
import type { GitHub } from './github.js';
import type { TreeEntry } from './revert-files.js';

export const pullRequest = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullable().optional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

const ref = z.object({ object: z.object({ sha: z.string() }) });

/** The pull request from a branch of ours, in whatever state; the newest if there are several. */
export async function pullRequestFrom(
  github: GitHub,
  effort: Effort,
  branch: string,
): Promise<PullRequest | undefined> {
  const head = encodeURIComponent(`${github.owner}:${branch}`);
  const [newest] = await github.get(
    effort,
    `/pulls?head=${head}&state=all&sort=created&direction=desc`,
    z.array(pullRequest),
  );
  return newest;
}

/** The head of a branch of ours, if it was pushed before. */
export async function headOf(github: GitHub, effort: Effort, branch: string): Promise<string | undefined> {
  const reply = await github.call(effort, {
    method: 'GET',
    path: `/git/ref/heads/${branch}`,
    expected: [404],
  });
  return reply.status === 404 ? undefined : github.read(ref, reply).object.sha;
}

export type Push = {
  branch: string;
  base: GitCommit;
  message: string;
  entries: readonly (TreeEntry | NewFile)[];
};
export type NewFile = { path: string; mode: string; type: string; content: string };

/** Writes a commit on top of `base` and a branch that points to it. */
export async function push(
  github: GitHub,
  effort: Effort,
  { branch, base, message, entries }: Push,
): Promise<void> {
  const tree = await github.post(
    effort,
    '/git/trees',
    { base_tree: base.commit.tree.sha, tree: entries },
    created,
  );
  const commit = await github.post(
    effort,
    '/git/commits',
    { message, tree: tree.sha, parents: [base.sha] },
    created,
  );
  const reply = await github.call(effort, {
    method: 'POST',
    path: '/git/refs',
    body: { ref: `refs/heads/${branch}`, sha: commit.sha },
    expected: [422],
  });
  if (reply.status === 422 && (await headOf(github, effort, branch)) === undefined) {
    throw new TryAgain(`GitHub answered HTTP 422 to the branch ${branch} (${saidIn(reply.body)})`);
  }
}

export type Proposal = { branch: string; base: string; title: string; body: string };

/** Opens a pull request, or finds the one that is there. */
export async function openPullRequest(
  github: GitHub,
  effort: Effort,
  proposal: Proposal,
): Promise<PullRequest> {
  const { branch, base, title, body } = proposal;
  const reply = await github.call(effort, {
    method: 'POST',
    path: '/pulls',
    body: { title, body, head: branch, base, maintainer_can_modify: true },
    expected: [422],
  });
  if (reply.status !== 422) return github.read(pullRequest, reply);
  const known = await pullRequestFrom(github, effort, branch);
  if (known) return known;
  throw new TryAgain(
    `GitHub answered HTTP 422 to the pull request from ${branch} into ${base} (${saidIn(reply.body)})`,
  );
}
