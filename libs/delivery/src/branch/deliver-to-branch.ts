import { type Effort, Failed } from '@hormesis/executors';
import type { Delivered, Parcel, ParcelFile } from '../delivery.js';
import { digestOf } from '../digest.js';
import { commitMessage, requestText } from '../words.js';
import type { Branch, Forge, MergeRequest } from './forge.js';
import { isMarked, type Trailers, trailersIn } from './trailers.js';

export type BranchOptions = {
  /** Put before the paths: a folder of the repository. */
  prefix: string;
  labels: readonly string[];
};

/** What is to be on the branch. */
type Load = {
  parcel: Parcel;
  digest: string;
  branch: string;
  prefix: string;
  files: readonly ParcelFile[];
};

/** The branch of a proposal: the same proposal never has a second one. */
export function branchOf(proposal: string): string {
  return `hormesis/${proposal}`;
}

/**
 * Brings a proposal’s files onto its branch, and a request to merge it. What others pushed there stays; what is there
 * already is not done again.
 */
export async function deliverToBranch(
  forge: Forge,
  effort: Effort,
  parcel: Parcel,
  { prefix, labels }: BranchOptions,
): Promise<Delivered> {
  const digest = digestOf(parcel.files);
  const branch = branchOf(parcel.proposal);
  const load = { parcel, digest, branch, prefix, files: withPrefix(parcel.files, prefix) };
  const known = await forge.requests?.from(effort, branch);
  const over = known && known.state !== 'open' ? answerTo(known, digest) : undefined;
  if (over) return over;
  const standing = await forge.branch(effort, branch);
  const there = standing ? undefined : await onBase(forge, effort, load);
  if (there) return there;
  const detail = await bringUpToDate(forge, effort, load, standing);
  const said = detail === undefined ? {} : { detail };
  if (!forge.requests) return { kind: 'delivered', at: forge.addressOf(branch), ...said };
  const open = known?.state === 'open' ? known : undefined;
  const text = requestText(parcel, digest, labels);
  if (open && !isMarked(open.body, digest)) await forge.requests.rewrite(effort, open, text);
  const { url } = open ?? (await forge.requests.open(effort, branch, text));
  return { kind: 'delivered', at: url, ...said };
}

/** Where the files go in the repository. */
export function withPrefix<File extends { path: string }>(files: readonly File[], prefix: string): File[] {
  const folder = folderOf(prefix);
  return files.map((file) => ({ ...file, path: `${folder}${file.path}` }));
}

/** Empty, or with a `/` at its end. */
function folderOf(prefix: string): string {
  const folder = prefix.replace(/^\/+|\/+$/g, '');
  return folder === '' ? '' : `${folder}/`;
}

/** A request for these very files that is over; one for an earlier edit does not count. */
function answerTo({ url, state, body }: MergeRequest, digest: string): Delivered | undefined {
  if (!isMarked(body, digest)) return undefined;
  if (state === 'merged') return { kind: 'delivered', at: url, detail: `${url} was merged.` };
  throw new Failed(
    `${url} was closed without being merged, which is taken for a no. Reopen it, or retire the proposal.`,
  );
}

/** The branch that is deployed has these files already: somebody was faster. */
async function onBase(forge: Forge, effort: Effort, { files }: Load): Promise<Delivered | undefined> {
  const paths = files.map(({ path }) => path);
  const there = await forge.filesAt(effort, forge.base, paths);
  if (!files.every(({ path, content }) => there.get(path) === content)) return undefined;
  return {
    kind: 'delivered',
    at: forge.addressOf(forge.base),
    detail: `${forge.base} of ${forge.place} has these files already.`,
  };
}

/** Pushes what the branch lacks. @returns what a person has to know */
async function bringUpToDate(
  forge: Forge,
  effort: Effort,
  load: Load,
  standing: Branch | undefined,
): Promise<string | undefined> {
  const { parcel, digest, branch, files } = load;
  const paths = files.map(({ path }) => path);
  const message = commitMessage(parcel, digest, paths);
  if (!standing) {
    await forge.commit(effort, { branch, message, files, removed: [] });
    return undefined;
  }
  const ours = trailersIn(standing.messages[0] ?? '');
  if (ours?.digest === digest) return undefined;
  const there = await forge.filesAt(effort, branch, paths);
  if (files.every(({ path, content }) => there.get(path) === content)) return undefined;
  const isOurs = ours !== undefined && (await isAsPushed(forge, effort, load, ours));
  if (!isOurs && standing.messages.some((text) => trailersIn(text)?.digest === digest)) {
    return `Somebody pushed to ${branch} since: it is left as it is.`;
  }
  if (!isOurs) {
    throw new Failed(
      `Somebody pushed to ${branch} of ${forge.place}: it is left as it is. Merge it, or delete the branch to have it made anew.`,
    );
  }
  const removed = ours.files.filter((path) => !paths.includes(path));
  await forge.commit(effort, { branch, message, files, removed, on: standing.head });
  return undefined;
}

/** Whether the files at the head of the branch are those that the commit says we pushed. */
export async function isAsPushed(
  forge: Forge,
  effort: Effort,
  { branch, prefix }: Pick<Load, 'branch' | 'prefix'>,
  ours: Trailers,
): Promise<boolean> {
  const there = await forge.filesAt(effort, branch, ours.files);
  const length = folderOf(prefix).length;
  const pushed = [...there].map(([path, content]) => ({ path: path.slice(length), content }));
  return digestOf(pushed) === ours.digest;
}
