import type { ChangeFacts } from '../change-facts.js';
import type { Place } from '../place.js';

/** Where the source of a service is, and how its versions are named there. */
export type GitHubRepository = Place & {
  /** `owner/name`. */
  repository: string;
  /** The branch that is deployed. */
  branch: string;
  /** The tag of a version, with `{version}` in it: `v{version}`. */
  tag: string;
};

/** The commit of the bad version, or the tag that names it. */
export function badRef({ tag }: GitHubRepository, facts: ChangeFacts): string | undefined {
  return facts.commit ?? tagOf(tag, facts.version);
}

/** The commit to go back to, or the tag that names it. */
export function previousRef(
  { tag }: GitHubRepository,
  facts: ChangeFacts,
  toVersion?: string,
): string | undefined {
  return facts.previousCommit ?? tagOf(tag, toVersion ?? facts.previousVersion);
}

function tagOf(template: string, version: string | undefined): string | undefined {
  return version === undefined ? undefined : template.replaceAll('{version}', version);
}
