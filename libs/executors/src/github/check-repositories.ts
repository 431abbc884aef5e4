import { z } from 'zod';
import type { Check } from '../executor.js';
import { checkLimits, withPatience } from '../http/effort.js';
import { GitHub } from './github.js';
import type { GitHubAccess } from './github-access.js';

/** Whether the branches can be read. What else a token may do GitHub tells only when it is done. */
export function checkRepositories(
  access: GitHubAccess,
  repositories: readonly { repository: string; branch: string }[],
): Promise<Check> {
  const work = { who: 'GitHub', limits: checkLimits, secrets: () => access.secrets() };
  return withPatience(work, async (effort) => {
    for (const { repository, branch } of repositories) {
      await new GitHub(access, repository).get(
        effort,
        `/commits/${encodeURIComponent(branch)}`,
        z.object({ sha: z.string() }),
      );
    }
    return { kind: 'ready', detail: `${repositories.length} repositories can be read` };
  });
}
