import type { Effort } from '@hormesis/executors';
import type { Channel } from '../delivery.js';

/** The newest commits of a branch, newest first. */
export type Branch = { head: string; messages: readonly string[] };

/** A request to merge a branch: a pull request, a merge request. */
export type MergeRequest = {
  number: number;
  url: string;
  state: 'open' | 'closed' | 'merged';
  body: string;
  /** The commit by which it was merged. */
  mergedAs?: string;
};

export type Commit = {
  branch: string;
  message: string;
  files: readonly { path: string; content: string }[];
  /** Paths that are to go. */
  removed: readonly string[];
  /** The head that the branch has; absent: the branch is to be made, from the one that is deployed. */
  on?: string;
};

/**
 * A place where branches are kept. Whatever does not work is thrown: `TryAgain` where it may work soon, else `Failed`. No
 * method writes over what somebody else pushed meanwhile.
 */
export interface Forge {
  readonly channel: Channel;
  /** As people read it: `acme/shop on GitHub`. */
  readonly place: string;
  /** The branch that is deployed. */
  readonly base: string;
  branch(effort: Effort, name: string): Promise<Branch | undefined>;
  /** The contents at a branch; a path that is not there is left out. */
  filesAt(effort: Effort, branch: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  commit(effort: Effort, commit: Commit): Promise<void>;
  /** Deletes a branch that has this head still; absent where requests are closed instead. */
  remove?(effort: Effort, branch: string, head: string): Promise<void>;
  /** The commit that last touched one of the paths on the branch that is deployed. */
  lastChange(effort: Effort, paths: readonly string[]): Promise<string>;
  /** Absent: branches are all there is. */
  requests?: Requests;
  /** The address of a branch, for people. */
  addressOf(branch: string): string;
  /** Looks whether the branch that is deployed can be read. */
  look(effort: Effort): Promise<void>;
  secrets(): readonly string[];
}

/** Requests to merge a branch into the one that is deployed. */
export interface Requests {
  /** The newest one from a branch, in whatever state. */
  from(effort: Effort, branch: string): Promise<MergeRequest | undefined>;
  open(effort: Effort, branch: string, text: RequestText): Promise<MergeRequest>;
  rewrite(effort: Effort, request: MergeRequest, text: RequestText): Promise<void>;
  /** Closes an open one without merging it. */
  close(effort: Effort, request: MergeRequest): Promise<void>;
  comment(effort: Effort, request: MergeRequest, text: string): Promise<void>;
}

export type RequestText = { title: string; body: string; labels: readonly string[] };
