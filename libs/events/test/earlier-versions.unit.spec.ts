import { describe, expect, it } from 'vitest';
import { findAmong } from '../src/catalogue/find-definition.js';
import { readJsonFormat } from '../src/codec/json-format.js';
import { type EventDefinition, encodeEvent, eventFromCloudEvent } from '../src/index.js';
import { issuesIn } from './support/issues-in.js';
import { first, sentThing, thingDone, typeOfThing } from './support/thing-done.js';

const reading = (definition: EventDefinition) => (sent: unknown) =>
  eventFromCloudEvent(readJsonFormat(sent), {}, findAmong([definition]));
const read = reading(thingDone);

/** So that an upcaster which changes what it is given fails. */
function frozen<T>(json: T): T {
  if (typeof json === 'object' && json !== null) Object.values(Object.freeze(json)).forEach(frozen);
  return json;
}

describe('an event of an earlier version', () => {
  it.each([
    ['0.1.0', { by: 'ana', seconds: 2 }],
    ['0.2.0', { by: 'ana', durationMs: 2000 }],
    ['0.3.0', { actor: { id: 'ana' }, durationMs: 2000 }],
  ])('is read as the current one, whatever the version: %s', (version, content) => {
    expect(read(frozen(sentThing(version, content)))).toMatchObject({
      name: 'thing.done',
      type: typeOfThing('0.3.0'),
      data: { actor: { id: 'ana' }, durationMs: 2000 },
    });
  });

  it('gets the defaults of its own version, and keeps the fields that nobody knows', () => {
    const sent = sentThing('0.1.0', { by: 'ana', ticket: 'T-1' }, { customData: { team: 'web' } });
    expect(read(frozen(sent)).data).toEqual({
      actor: { id: 'ana' },
      durationMs: 60_000,
      ticket: 'T-1',
      customData: { team: 'web' },
    });
  });

  it('keeps custom data that is a text, and what was added to a standard type', () => {
    const sent = sentThing(
      '0.1.0',
      { by: 'ana' },
      { customData: 'AAEC', customDataContentType: 'image/png' },
    );
    expect(read(sent).data).toMatchObject({ customData: 'AAEC', customDataContentType: 'image/png' });
    const standard = { ...thingDone, vocabulary: 'cdevents' } as const;
    const type = 'dev.cdevents.thing.done.0.1.0';
    expect(
      reading(standard)({ ...sentThing('0.1.0', { by: 'ana' }, { customData: { team: 'web' } }), type }),
    ).toMatchObject({ type: 'dev.cdevents.thing.done.0.3.0', data: { team: 'web', actor: { id: 'ana' } } });
  });

  it('is refused in the words of its version', () => {
    expect(issuesIn(() => read(sentThing('0.1.0', { seconds: 'two' })))).toMatchObject([
      { field: 'subject.content.by', reason: 'is missing' },
      { field: 'subject.content.seconds' },
    ]);
  });

  it.each([
    ['0.0.1', { by: 'ana', seconds: 2 }],
    ['0.1.7', { by: 'ana', seconds: 2 }],
    ['0.2.9', { by: 'ana', durationMs: 2000 }],
  ])('is read as the nearest listed one if it is not listed: %s', (version, content) => {
    expect(read(sentThing(version, content)).data).toEqual({ actor: { id: 'ana' }, durationMs: 2000 });
  });

  it('is kept as it was sent if it is of a newer version than ours', () => {
    expect(read(sentThing('0.4.0', { done: true })).name).toBe(typeOfThing('0.4.0'));
  });

  it('is refused if its upcaster makes something that the next version is not', () => {
    const broken = { ...thingDone, earlier: [{ ...first, upcast: () => ({ content: {} }) }] };
    expect(issuesIn(() => reading(broken)(sentThing('0.1.0', { by: 'ana' })))).toMatchObject([
      { field: 'subject.content.actor' },
      { field: 'subject.content.durationMs' },
    ]);
  });

  it('is written as the current one once it was read', () => {
    expect(encodeEvent(read(sentThing('0.1.0', { by: 'ana' }))).type).toBe(typeOfThing('0.3.0'));
  });
});
