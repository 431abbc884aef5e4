import { changeNamed, oneLine } from '../wording.js';
import type { IncidentCase } from './incident-case.js';

const who = { agent: 'an agent', person: 'a person', system: 'a system' } as const;

/** How the blamed change reached users, in words: by whom, to how many, behind which flag, after which tests. */
export function howItReached({ change }: IncidentCase): string {
  if (!change) return 'No change is blamed.';
  const { candidate, version, by, steps, exposure, flag, preview, testsRun } = change;
  const what = changeNamed(candidate.kind, oneLine(candidate.subject));
  return [
    `The ${what}${version === undefined ? '' : ` (${oneLine(version)})`}${by === undefined ? '' : `, made by ${who[by]}`},`,
    reachedWords(steps, exposure),
    candidate.kind === 'flag'
      ? ''
      : flag
        ? `behind the flag ${oneLine(flag.key)},`
        : candidate.kind === 'deployment'
          ? 'behind no flag,'
          : '',
    preview === undefined ? previewUnknown(candidate.kind) : `tried in the preview ${oneLine(preview)},`,
    testsWords(testsRun),
  ]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/,$/, '.');
}

function reachedWords(steps: readonly number[], exposure: number | undefined): string {
  if (steps.length > 1) return `reached users in steps of ${steps.join(', ')} %,`;
  if (exposure === undefined) return 'reached users, how many is not on record,';
  return `reached ${exposure} % of the users at once,`;
}

function previewUnknown(kind: string): string {
  return kind === 'deployment' ? 'with no preview on record,' : '';
}

function testsWords(testsRun: readonly string[] | undefined): string {
  if (testsRun === undefined) return '';
  return testsRun.length === 0
    ? 'with no tests run,'
    : `after the tests ${testsRun.map(oneLine).join(', ')},`;
}
