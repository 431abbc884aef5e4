import type { EventDefinition } from '../../catalogue/define-event.js';
import { type FindDefinition, findAmong } from '../../catalogue/find-definition.js';
import { eventFromCloudEvent } from '../../codec/event-from-cloud-event.js';
import { readJsonFormat } from '../../codec/json-format.js';
import { readRecord, writeFixture, writeShapes } from './event-record.js';
import { fixtureExample } from './fixture-example.js';
import { type RecordIssue, recordIssues } from './record-issues.js';
import { type TypeVersion, versionsOf } from './versions-of.js';

/**
 * Adds to the record what is new in the definitions: shapes, and a fixture for a version that is current and has none.
 * Writes nothing if a recorded shape has changed or is gone: returns what to do instead.
 */
export async function recordNew(
  definitions: readonly EventDefinition[],
  directory: URL,
): Promise<readonly RecordIssue[]> {
  const record = await readRecord(directory);
  const issues = recordIssues(definitions, record);
  const refused = issues.filter(({ kind }) => kind !== 'new' && kind !== 'no fixture');
  if (refused.length > 0) return refused;
  const versions = versionsOf(definitions);
  for (const name of new Set(versions.filter(({ type }) => !record.shapes[type]).map((one) => one.name))) {
    const shapes = versions.filter((one) => one.name === name).map(({ type, shape }) => [type, shape]);
    await writeShapes(directory, name, Object.fromEntries(shapes));
  }
  const find = findAmong(definitions);
  for (const version of versions) {
    if (record.fixtures.has(version.type)) continue;
    const definition = find(version.type);
    if (definition?.version === version.version) await addFixture(directory, version, definition, find);
  }
  return recordIssues(definitions, await readRecord(directory));
}

async function addFixture(
  directory: URL,
  version: TypeVersion,
  definition: EventDefinition,
  find: FindDefinition,
): Promise<void> {
  const sent = fixtureExample(definition);
  await writeFixture(directory, version, { sent, read: eventFromCloudEvent(readJsonFormat(sent), {}, find) });
}
