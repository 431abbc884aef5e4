import { beganAt, type PastChange } from '../facts/past-change.js';
import { instant } from '../score/exercise-on.js';
import type { NoStory } from './story.js';

/** What is not on record of changes, a sentence for each place and kind of lack. */
export function missingStories(untold: readonly NoStory[]): string[] {
  const groups = Map.groupBy(untold, ({ change, missing }) =>
    JSON.stringify([change.service, change.environment, missing]),
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => sentenceOf(group.toSorted((a, b) => beganAt(a.change) - beganAt(b.change))));
}

function sentenceOf(group: readonly NoStory[]): string {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return '';
  const { change, missing } = first;
  const where = `service="${change.service}", environment="${change.environment}"`;
  const which =
    group.length === 1
      ? `the change ${change.id} at ${instant(beganAt(change))}`
      : `${group.length} changes from ${instant(beganAt(change))} to ${instant(beganAt(last.change))}`;
  return missing === 'windows'
    ? `Signal windows of ${where} around ${which}: none are on record.`
    : `Windows of those who had ${which}, apart from the others (${where}, cohort ${cohortOf(change)} for example): only all users together are on record.`;
}

function cohortOf({ flag, id, version }: PastChange): string {
  if (flag !== null) return `flag:${flag}`;
  return version === null ? id : `version:${version}`;
}
