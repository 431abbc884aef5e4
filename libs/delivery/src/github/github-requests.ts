import { saidIn, TryAgain } from '@hormesis/executors';
import { z } from 'zod';
import type { MergeRequest, Requests } from '../branch/forge.js';
import type { GitHubForge } from './github-forge.js';

const pull = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  body: z.string().nullish(),
});

/** Pull requests from branches of the repository into the one that is deployed. */
export function gitHubRequests(github: GitHubForge, owner: string, base: string): Requests {
  const from: Requests['from'] = async (effort, branch) => {
    const head = encodeURIComponent(`${owner}:${branch}`);
    const query = `head=${head}&state=all&sort=created&direction=desc`;
    const [newest] = await github.get(effort, `/pulls?${query}`, z.array(pull));
    return newest && requestOf(newest);
  };
  return {
    from,
    open: async (effort, branch, { title, body, labels }) => {
      const reply = await github.call(effort, {
        method: 'POST',
        path: '/pulls',
        body: { title, body, head: branch, base, maintainer_can_modify: true },
        expected: [422],
      });
      const opened = reply.status === 422 ? await from(effort, branch) : requestOf(github.read(pull, reply));
      if (opened?.state !== 'open') {
        throw new TryAgain(
          `GitHub answered HTTP 422 to the pull request from ${branch} into ${base} (${saidIn(reply.body)})`,
        );
      }
      await label(opened.number, labels);
      return opened;

      async function label(number: number, wanted: readonly string[]): Promise<void> {
        if (wanted.length === 0) return;
        const path = `/issues/${number}/labels`;
        // A token without that permission opens pull requests all the same.
        const expected = [403, 404, 422];
        await github.call(effort, { method: 'POST', path, body: { labels: wanted }, expected });
      }
    },
    rewrite: async (effort, { number }, { title, body }) => {
      await github.send(effort, 'PATCH', `/pulls/${number}`, { title, body }, pull);
    },
    close: async (effort, { number }) => {
      await github.send(effort, 'PATCH', `/pulls/${number}`, { state: 'closed' }, pull);
    },
    comment: async (effort, { number }, text) => {
      const path = `/issues/${number}/comments`;
      // A token without that permission closes pull requests all the same.
      await github.call(effort, { method: 'POST', path, body: { body: text }, expected: [403, 404] });
    },
  };
}

function requestOf(one: z.infer<typeof pull>): MergeRequest {
  const { number, html_url: url, state, merged_at: mergedAt, merge_commit_sha: mergedAs, body } = one;
  const merged = mergedAt != null;
  return {
    number,
    url,
    state: merged ? 'merged' : state,
    body: body ?? '',
    ...(merged && mergedAs != null ? { mergedAs } : {}),
  };
}
