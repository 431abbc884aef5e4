import type { ArtefactFile } from '../outcome.js';

const label = 'hormesis_proposal';

/** Why these files cannot stand in for the proposed ones; `undefined`: they can. */
export function whatIsWrongWith(
  files: readonly ArtefactFile[],
  proposed: readonly ArtefactFile[],
): string | undefined {
  if (files.length === 0) return 'Name at least one file; to drop the proposal, reject it.';
  const outside = files.find(({ path }) => !isInside(path));
  if (outside) return `${outside.path} must be a path below the team’s repository, with / between its parts.`;
  const twice = files.find(({ path }, index) => files.findIndex((file) => file.path === path) !== index);
  if (twice) return `${twice.path} is there twice.`;
  if (names(proposed) && !names(files))
    return `Keep the label ${label} in the rule: by it one sees which guard fired.`;
  return undefined;
}

function isInside(path: string): boolean {
  return (
    !/^[/~]|^[A-Za-z]:|[\\\0]/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part))
  );
}

function names(files: readonly ArtefactFile[]): boolean {
  return files.some(({ content }) => content.includes(label));
}
