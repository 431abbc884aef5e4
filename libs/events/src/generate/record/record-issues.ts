import type { EventDefinition } from '../../catalogue/define-event.js';
import { compareVersions, versionOf } from '../../catalogue/version.js';
import type { EventRecord } from './event-record.js';
import { firstDifference } from './first-difference.js';
import { versionsOf } from './versions-of.js';

/** What is wrong between the definitions and the record of what lies on logs. `toDo` says how to put it right. */
export type RecordIssue = { kind: 'changed' | 'gone' | 'order' | 'new' | 'no fixture'; toDo: string };

const howTo = 'See docs/how-to/change-an-event.md.';

/** Everything in which the definitions and the record do not agree; nothing if all is well. */
export function recordIssues(definitions: readonly EventDefinition[], record: EventRecord): RecordIssue[] {
  const versions = versionsOf(definitions);
  const known = new Set(versions.map(({ type }) => type));
  const gone = Object.keys(record.shapes)
    .filter((type) => !known.has(type))
    .map((type) =>
      issue(
        'gone',
        `${type} is recorded, but no definition has it any more. Events of it lie on logs: put it back, an older version as one of \`earlier\`.`,
      ),
    );
  const changed = versions.flatMap(({ name, version, type, shape }) => {
    const recorded = record.shapes[type];
    if (recorded === undefined)
      return [issue('new', `${type} is not recorded yet: run \`npm run generate -w @hormesis/events\`.`)];
    const where = firstDifference(recorded, shape);
    return where === undefined
      ? []
      : [
          issue(
            'changed',
            `The shape of ${type} is not the recorded one: ${where} differs. Raise the version of ${name} above ${version}, list ${version} with its old schemas in \`earlier\`, write its upcaster, and add a fixture.`,
          ),
        ];
  });
  const missing = versions
    .filter(({ type }) => !record.fixtures.has(type))
    .map(({ name, version, type }) =>
      issue(
        'no fixture',
        `${type} has no fixture: add ${name}/${version}.json with an event as it is sent and as it is read.`,
      ),
    );
  return [...gone, ...changed, ...missing, ...definitions.flatMap(orderIssues)];
}

function orderIssues({ name, version, earlier = [] }: EventDefinition): RecordIssue[] {
  const versions = [...earlier.map((one) => one.version), version];
  const rising = versions.every((one, at) => {
    const before = versions[at - 1];
    return before === undefined || compareVersions(versionOf(one), versionOf(before)) > 0;
  });
  return rising
    ? []
    : [
        issue(
          'order',
          `The versions of ${name} do not rise: ${versions.join(', ')}. List them oldest first.`,
        ),
      ];
}

function issue(kind: RecordIssue['kind'], toDo: string): RecordIssue {
  return { kind, toDo: `${toDo} ${howTo}` };
}
