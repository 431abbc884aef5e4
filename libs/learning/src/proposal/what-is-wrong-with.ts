import { faultOfPaths } from '@hormesis/events/learning';
import type { ArtefactFile } from '../outcome.js';

const label = 'hormesis_proposal';

/** Why these files cannot stand in for the proposed ones; `undefined`: they can. */
export function whatIsWrongWith(
  files: readonly ArtefactFile[],
  proposed: readonly ArtefactFile[],
): string | undefined {
  if (files.length === 0) return 'Name at least one file; to drop the proposal, reject it.';
  const fault = faultOfPaths(files.map(({ path }) => path));
  if (fault) return fault;
  if (names(proposed) && !names(files))
    return `Keep the label ${label} in the rule: by it one sees which guard fired.`;
  return undefined;
}

function names(files: readonly ArtefactFile[]): boolean {
  return files.some(({ content }) => content.includes(label));
}
