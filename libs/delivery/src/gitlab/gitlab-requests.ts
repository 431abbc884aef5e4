import { saidIn, TryAgain } from '@hormesis/executors';
import { z } from 'zod';
import type { MergeRequest, Requests } from '../branch/forge.js';
import type { GitLabForge } from './gitlab-forge.js';

const request = z.object({
  iid: z.number(),
  web_url: z.string(),
  state: z.enum(['opened', 'closed', 'locked', 'merged']),
  description: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
});

/** Merge requests from branches of the project into the one that is deployed. */
export function gitLabRequests(gitlab: GitLabForge, base: string): Requests {
  const from: Requests['from'] = async (effort, branch) => {
    const query = new URLSearchParams({
      source_branch: branch,
      target_branch: base,
      state: 'all',
      order_by: 'created_at',
      sort: 'desc',
    });
    const [newest] = await gitlab.get(effort, `/merge_requests?${query}`, z.array(request));
    return newest && requestOf(newest);
  };
  return {
    from,
    open: async (effort, branch, { title, body, labels }) => {
      const reply = await gitlab.call(effort, {
        method: 'POST',
        path: '/merge_requests',
        body: {
          source_branch: branch,
          target_branch: base,
          title,
          description: body,
          labels: labels.join(','),
          remove_source_branch: true,
        },
        expected: [409],
      });
      const opened =
        reply.status === 409 ? await from(effort, branch) : requestOf(gitlab.read(request, reply));
      if (opened?.state === 'open') return opened;
      throw new TryAgain(
        `GitLab answered HTTP ${reply.status} to the merge request from ${branch} into ${base} (${saidIn(reply.body)})`,
      );
    },
    rewrite: async (effort, { number }, { title, body }) => {
      const path = `/merge_requests/${number}`;
      await gitlab.call(effort, { method: 'PUT', path, body: { title, description: body } });
    },
    close: async (effort, { number }) => {
      await gitlab.call(effort, {
        method: 'PUT',
        path: `/merge_requests/${number}`,
        body: { state_event: 'close' },
      });
    },
    comment: async (effort, { number }, text) => {
      const path = `/merge_requests/${number}/notes`;
      await gitlab.call(effort, { method: 'POST', path, body: { body: text } });
    },
  };
}

function requestOf(one: z.infer<typeof request>): MergeRequest {
  const { iid, web_url: url, state, description } = one;
  const mergedAs = one.merge_commit_sha ?? one.squash_commit_sha;
  return {
    number: iid,
    url,
    state: state === 'opened' || state === 'locked' ? 'open' : state,
    body: description ?? '',
    ...(state === 'merged' && mergedAs != null ? { mergedAs } : {}),
  };
}
