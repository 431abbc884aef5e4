import { z } from 'zod';
import type { ActionRequest } from '../executor.js';
import type { Effort } from '../http/effort.js';
import { Failed } from '../http/outcome-errors.js';
import { commitOf } from './git-objects.js';
import type { GitHub } from './github.js';
import { branchOf, type Proposed } from './open-revert.js';
import { headOf, openPullRequest, pullRequestFrom, push } from './pull-requests.js';
import { revertBody, revertTitle } from './revert-words.js';

/** Where flags are defined in Git, in flagd's format. */
export type FlagFile = { repository: string; branch: string; path: string };

const contents = z.object({ content: z.string(), encoding: z.literal('base64') });
const document = z.looseObject({ flags: z.record(z.string(), z.looseObject({ state: z.string() })) });

/** Opens a pull request that sets a flag's `state` to `DISABLED` in a file of flagd definitions. */
export async function openFlagChange(
  github: GitHub,
  effort: Effort,
  { file, flag, request }: { file: FlagFile; flag: string; request: ActionRequest },
): Promise<Proposed> {
  const branch = branchOf(request.subject);
  const known = await pullRequestFrom(github, effort, branch);
  if (known) return { kind: 'proposed', pullRequest: known };
  if ((await headOf(github, effort, branch)) === undefined) {
    const head = await commitOf(github, effort, file.branch);
    const path = file.path.split('/').map(encodeURIComponent).join('/');
    const { content } = await github.get(effort, `/contents/${path}?ref=${head.sha}`, contents);
    const changed = turnOff(Buffer.from(content, 'base64').toString('utf8'), flag, file.path);
    if (changed === undefined) {
      return {
        kind: 'agrees',
        detail: `${file.path} in ${github.repository} does not have flag ${flag} on.`,
      };
    }
    const entries = [{ path: file.path, mode: '100644', type: 'blob', content: changed }];
    await push(github, effort, { branch, base: head, message: revertTitle(request, {}), entries });
  }
  const proposal = {
    branch,
    base: file.branch,
    title: revertTitle(request, {}),
    body: revertBody(request, {}),
  };
  return { kind: 'proposed', pullRequest: await openPullRequest(github, effort, proposal) };
}

/** The same document with the flag off, indented as it was; `undefined` when it does not have it on. */
function turnOff(text: string, flag: string, path: string): string | undefined {
  const whole = parsed(text);
  if (!isDefinitions(whole)) throw new Failed(`${path} is no file of flagd definitions.`);
  const definition = whole.flags[flag];
  if (!definition || definition.state === 'DISABLED') return undefined;
  definition.state = 'DISABLED';
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? 2;
  return `${JSON.stringify(whole, null, indent)}\n`;
}

/** Looks only: reading by the schema would put the fields into another order. */
function isDefinitions(value: unknown): value is z.infer<typeof document> {
  return document.safeParse(value).success;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
