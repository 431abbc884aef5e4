import type { Drift } from '@hormesis/api';

/** What Git still says, and where it can be put right: `Git says v413, see https://…`. */
export function driftWords({ flag, version, pullRequest, repository }: Drift): string {
  const said = flag === null ? (version ?? 'the version before the rollback') : `flag ${flag} is on`;
  return `Git says ${said}, ${pullRequest ? `merge ${pullRequest}` : `change ${repository} by hand`}`;
}
