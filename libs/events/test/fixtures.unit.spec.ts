import { describe, expect, it } from 'vitest';
import { readFixtures, recordDirectory } from '../src/generate/record/event-record.js';
import { catalogue, decodeEvent, type EventDefinition, encodeEvent, isKnown } from '../src/index.js';
import { generations, typeIn, versionsBefore05 } from './fixtures/cdevents-generations.js';

const fixtures = await readFixtures(recordDirectory);
const standard = (Object.values(catalogue) as EventDefinition[]).filter(
  ({ vocabulary }) => vocabulary === 'cdevents',
);

describe('an event of any version that ever was', () => {
  it.each(fixtures)('is read as what it says now: $file', ({ fixture: { sent, read } }) => {
    const event = decodeEvent(structuredClone(sent));
    expect(event).toEqual(read);
    expect(isKnown(event)).toBe(true);
    expect(decodeEvent(encodeEvent(event))).toEqual(read);
  });

  it('says every field of its type in at least one of them', () => {
    const silent = standard.flatMap(({ name, content }) => {
      const said = fixtures
        .filter(({ fixture }) => fixture.read.name === name)
        .flatMap(({ fixture }) => Object.keys(fixture.read.data as object));
      const shape = 'shape' in content ? Object.keys(content.shape as object) : [];
      return shape.filter((field) => !said.includes(field)).map((field) => `${name}: ${field}`);
    });
    expect(silent).toEqual([]);
  });
});

describe('a CDEvent of a release before 0.5', () => {
  it('is of a type that there still is', () => {
    expect(Object.keys(versionsBefore05).sort()).toEqual(standard.map(({ name }) => name).sort());
  });

  it.each(generations)('has a fixture for every type: %s', (generation) => {
    const expected = standard.flatMap(({ name }) => typeIn(generation, name) ?? []);
    const found = fixtures
      .filter(({ file }) => file.endsWith(`/cdevents-${generation}.json`))
      .map(({ fixture }) => fixture.sent.type);
    expect(found.sort()).toEqual(expected.sort());
  });
});
