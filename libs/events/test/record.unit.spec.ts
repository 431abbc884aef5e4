import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readRecord, recordDirectory } from '../src/generate/record/event-record.js';
import { recordIssues } from '../src/generate/record/record-issues.js';
import { recordNew } from '../src/generate/record/record-new.js';
import { shapeOf } from '../src/generate/record/shape-of.js';
import { catalogue, type EventDefinition } from '../src/index.js';
import { first, thingDone, typeOfThing } from './support/thing-done.js';

const record = await readRecord(recordDirectory);
const definitions: EventDefinition[] = Object.values(catalogue);
const deployed: EventDefinition = catalogue['service.deployed'];
const { custom } = catalogue['service.deployed'];

/** What has to be done if `deployed` is defined like this. */
function toDoIf(changed: Partial<EventDefinition>): string[] {
  const all = definitions.map((one) => (one === deployed ? { ...deployed, ...changed } : one));
  return recordIssues(all, record).map(({ toDo }) => toDo);
}

describe('the catalogue', () => {
  it('is as it is recorded, and has an event of each version on record', () => {
    expect(recordIssues(definitions, record).map(({ toDo }) => toDo)).toEqual([]);
  });
});

describe('the check against the record', () => {
  it.each([
    ['a new field', custom.extend({ colour: z.string().optional() }), 'customData.properties.colour'],
    ['a field that is gone', custom.omit({ commit: true }), 'customData.properties.commit'],
    ['another type', custom.extend({ commit: z.number().optional() }), 'customData.properties.commit.type'],
    [
      'a limit',
      custom.extend({ exposure: z.number().min(0).max(1).optional() }),
      'customData.properties.exposure.maximum',
    ],
    [
      'a default',
      custom.extend({ userFacing: z.boolean().default(true) }),
      'customData.properties.userFacing.default',
    ],
    ['a field that must be there', custom.required({ version: true }), 'customData.required'],
  ])('fails on %s, and says what to do', (_, planted, where) => {
    const [toDo, ...others] = toDoIf({ custom: planted });
    expect(others).toEqual([]);
    expect(toDo).toContain('The shape of dev.cdevents.service.deployed.0.3.0 is not the recorded one');
    expect(toDo).toContain(where);
    expect(toDo).toMatch('Raise the version of service.deployed above 0.3.0');
    expect(toDo).toMatch('write its upcaster, and add a fixture');
    expect(toDo).toMatch('docs/how-to/change-an-event.md');
  });

  it('fails on a version that is gone: raised without the old one among the earlier ones', () => {
    expect(toDoIf({ version: '0.4.0' })).toEqual([
      expect.stringMatching(
        /^dev\.cdevents\.service\.deployed\.0\.3\.0 is recorded, but no definition has it/,
      ),
      expect.stringMatching(/0\.4\.0 is not recorded yet: run `npm run generate/),
      expect.stringMatching(/0\.4\.0 has no fixture: add service\.deployed\/0\.4\.0\.json/),
    ]);
  });

  it('fails on a type that is gone', () => {
    const without = definitions.filter((one) => one !== deployed);
    expect(recordIssues(without, record)).toMatchObject([{ kind: 'gone' }]);
  });

  it('fails on a type without a fixture', () => {
    const fixtures = new Set(record.fixtures);
    fixtures.delete('dev.cdevents.service.deployed.0.3.0');
    expect(recordIssues(definitions, { ...record, fixtures })).toMatchObject([{ kind: 'no fixture' }]);
  });

  it('fails on versions that do not rise', () => {
    const earlier = [{ version: '0.9.0', content: deployed.content, custom, upcast: first.upcast }];
    expect(toDoIf({ earlier })).toContainEqual(expect.stringMatching('do not rise: 0.9.0, 0.3.0'));
  });

  it('passes over the order of fields and what is said to people', () => {
    const one = z.object({ a: z.string().meta({ description: 'A.' }), b: z.enum(['x', 'y']) });
    const other = z.object({ b: z.enum(['y', 'x']), a: z.string() });
    expect(shapeOf({ content: other, custom })).toEqual(shapeOf({ content: one, custom }));
  });
});

describe('recording', () => {
  let folder: string;
  let directory: URL;
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hormesis-record-'));
    directory = pathToFileURL(`${folder}/`);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const alone: EventDefinition = { ...thingDone, version: '0.1.0', content: first.content, earlier: [] };

  it('adds a new type, then a new version of it, and keeps the fixture of the old one', async () => {
    expect(await recordNew([alone], directory)).toEqual([]);
    const before = await readFile(join(folder, 'events/thing.done/0.1.0.json'), 'utf8');
    expect(await recordNew([{ ...thingDone, earlier: [first] }], directory)).toEqual([]);
    expect(await files()).toEqual([
      'events/thing.done/0.1.0.json',
      'events/thing.done/0.3.0.json',
      'shapes/thing.done.json',
    ]);
    expect(await readFile(join(folder, 'events/thing.done/0.1.0.json'), 'utf8')).toBe(before);
    expect(Object.keys((await readRecord(directory)).shapes)).toEqual([
      typeOfThing('0.1.0'),
      typeOfThing('0.3.0'),
    ]);
  });

  it('refuses to change what is recorded, and writes nothing then', async () => {
    await recordNew([alone], directory);
    const before = await readFile(join(folder, 'shapes/thing.done.json'), 'utf8');
    const other: EventDefinition = { ...alone, name: 'thing.undone' };
    const issues = await recordNew([{ ...alone, content: z.object({}) }, other], directory);
    expect(issues).toMatchObject([{ kind: 'changed' }]);
    expect(await recordNew([other], directory)).toMatchObject([{ kind: 'gone' }]);
    expect(await files()).toEqual(['events/thing.done/0.1.0.json', 'shapes/thing.done.json']);
    expect(await readFile(join(folder, 'shapes/thing.done.json'), 'utf8')).toBe(before);
  });

  it('asks for the fixture of an earlier version, which it cannot make up', async () => {
    expect(await recordNew([{ ...thingDone, earlier: [first] }], directory)).toMatchObject([
      { kind: 'no fixture', toDo: expect.stringContaining('thing.done/0.1.0.json') },
    ]);
  });

  it('finds nothing to add to the record of the catalogue', async () => {
    await cp(recordDirectory, directory, { recursive: true });
    const before = await files();
    expect(await recordNew(definitions, directory)).toEqual([]);
    expect(await files()).toEqual(before);
  });
});
