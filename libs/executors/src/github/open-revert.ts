import type { ChangeFacts } from '../change-facts.js';
import type { ActionRequest } from '../executor.js';
import type { Effort } from '../http/effort.js';
import { Failed } from '../http/outcome-errors.js';
import { commitOf, filesOf, type GitCommit } from './git-objects.js';
import type { GitHub } from './github.js';
import { headOf, openPullRequest, type PullRequest, pullRequestFrom, push } from './pull-requests.js';
import { badRef, type GitHubRepository, previousRef } from './repository-of.js';
import { revertFiles } from './revert-files.js';
import { revertBody, revertTitle } from './revert-words.js';

export type Proposed =
  | { kind: 'proposed'; pullRequest: PullRequest }
  /** The branch is already as it should be. */
  | { kind: 'agrees'; detail: string };

/** The branch of an action: the same action never opens a second pull request. */
export function branchOf(action: string): string {
  return `hormesis/revert-${action}`;
}

/**
 * Opens a pull request that takes the bad version out of the branch that is deployed: everything between the version
 * before and it, or its one commit where the version before is not known.
 */
export async function openRevert(
  github: GitHub,
  effort: Effort,
  {
    repository,
    request,
    facts,
  }: { repository: GitHubRepository; request: ActionRequest; facts: ChangeFacts },
): Promise<Proposed> {
  const branch = branchOf(request.subject);
  const known = await pullRequestFrom(github, effort, branch);
  if (known) return { kind: 'proposed', pullRequest: known };
  if ((await headOf(github, effort, branch)) === undefined) {
    const agreed = await pushRevert(github, effort, { repository, request, facts, branch });
    if (agreed) return agreed;
  }
  const proposal = {
    branch,
    base: repository.branch,
    title: revertTitle(request, facts),
    body: revertBody(request, facts),
  };
  return { kind: 'proposed', pullRequest: await openPullRequest(github, effort, proposal) };
}

type Revert = { repository: GitHubRepository; request: ActionRequest; facts: ChangeFacts; branch: string };

async function pushRevert(
  github: GitHub,
  effort: Effort,
  { repository, request, facts, branch }: Revert,
): Promise<Proposed | undefined> {
  const [before, bad] = await versionsOf(github, effort, repository, facts, request);
  const head = await commitOf(github, effort, repository.branch);
  const [was, became, is] = [
    await filesOf(github, effort, before),
    await filesOf(github, effort, bad),
    await filesOf(github, effort, head),
  ];
  const { entries, conflicts } = revertFiles(was, became, is);
  if (conflicts.length > 0) {
    const some = conflicts.slice(0, 5).join(', ');
    throw new Failed(
      `${conflicts.length} of the files were changed again since ${short(bad)}: ${some}. Revert ${short(bad)} in ${github.repository} by hand.`,
    );
  }
  if (entries.length === 0) {
    return {
      kind: 'agrees',
      detail: `${repository.branch} of ${github.repository} is without ${short(bad)} already.`,
    };
  }
  const message = `${revertTitle(request, facts)}\n\n${revertBody(request, facts)}\n\nThis reverts commit ${bad.sha}.`;
  await push(github, effort, { branch, base: head, message, entries });
  return undefined;
}

async function versionsOf(
  github: GitHub,
  effort: Effort,
  repository: GitHubRepository,
  facts: ChangeFacts,
  request: ActionRequest,
): Promise<[GitCommit, GitCommit]> {
  const bad = badRef(repository, facts);
  if (bad === undefined) {
    throw new Failed(
      'The change names neither a commit nor a version. Send `commit` in its deployment event.',
    );
  }
  const badCommit = await commitOf(github, effort, bad);
  const { target } = request.data;
  const previous = previousRef(repository, facts, target.kind === 'rollback' ? target.toVersion : undefined);
  const parent = badCommit.parents[0]?.sha;
  if (previous === undefined && parent === undefined) {
    throw new Failed(`Commit ${short(badCommit)} is the first one: nothing was before it.`);
  }
  return [await commitOf(github, effort, previous ?? parent ?? ''), badCommit];
}

function short({ sha }: GitCommit): string {
  return sha.slice(0, 9);
}
