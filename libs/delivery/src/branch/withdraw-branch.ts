import type { Effort } from '@hormesis/executors';
import type { Delivered } from '../delivery.js';
import { branchOf, isAsPushed } from './deliver-to-branch.js';
import type { Forge, MergeRequest, Requests } from './forge.js';
import { trailersIn } from './trailers.js';

/**
 * Takes back what nobody merged: closes the request and says why, or, where there are no requests, deletes our branch,
 * unless others pushed to it. What was merged is for people to revert.
 * @returns what is to be done, which may be done again when an attempt fails
 */
export function withdrawBranch(forge: Forge, proposal: string, prefix: string) {
  const branch = branchOf(proposal);
  const { requests } = forge;
  if (!requests) return (effort: Effort) => deleteBranch(forge, effort, { proposal, branch, prefix });
  const close = closeRequest(requests, branch, proposal);
  return async (effort: Effort) => at(forge.addressOf(branch), await close(effort));
}

function closeRequest(requests: Requests, branch: string, proposal: string) {
  let closing: MergeRequest | undefined;
  let said = false;
  return async (effort: Effort): Promise<string | undefined> => {
    const request = await requests.from(effort, branch);
    if (request?.state === 'open') {
      closing = request;
      await requests.close(effort, request);
    }
    if (!closing) return undefined;
    if (!said) await requests.comment(effort, closing, why(proposal));
    said = true;
    return `${closing.url} was closed.`;
  };
}

async function deleteBranch(
  forge: Forge,
  effort: Effort,
  { proposal, branch, prefix }: { proposal: string; branch: string; prefix: string },
): Promise<Delivered> {
  const address = forge.addressOf(branch);
  const standing = await forge.branch(effort, branch);
  if (!standing) return at(address, undefined);
  const ours = trailersIn(standing.messages[0] ?? '');
  const isOurs = ours?.proposal === proposal && (await isAsPushed(forge, effort, { branch, prefix }, ours));
  if (!isOurs) return at(address, `Somebody pushed to ${branch}: it is left as it is.`);
  await forge.remove?.(effort, branch, standing.head);
  return at(address, `${branch} was deleted.`);
}

function at(address: string, detail: string | undefined): Delivered {
  return { kind: 'delivered', at: address, ...(detail === undefined ? {} : { detail }) };
}

function why(proposal: string): string {
  return `Proposal ${proposal} was taken back in Hormesis, so this is closed. Reopen it to merge it all the same.`;
}
