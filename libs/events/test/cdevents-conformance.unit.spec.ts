import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, type EventDefinition, encodeEvent, fullType } from '../src/index.js';
import { contents, schemaOf } from './fixtures/cdevents-0.5.1.js';
import { anyKnownEvent } from './support/any-event.js';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

const standard = (Object.values(catalogue) as EventDefinition[]).filter(
  ({ vocabulary }) => vocabulary === 'cdevents',
);

describe('the catalogue and CDEvents 0.5.1', () => {
  it('has every type of the specification in its version, and no other', () => {
    expect(standard.map(({ name, version }) => `${name}.${version}`).sort()).toEqual(
      Object.keys(contents).sort(),
    );
    expect(standard).toHaveLength(45);
  });

  it.each(standard.map((definition) => [`${definition.name}.${definition.version}`, definition] as const))(
    '%s requires and allows the same content',
    (type, { content }) => {
      const shape = (
        content as unknown as { shape: Record<string, { safeParse(value: unknown): { success: boolean } }> }
      ).shape;
      const ours = Object.entries(shape).map(([key, field]) =>
        field.safeParse(undefined).success ? key : `${key}!`,
      );
      expect(ours.sort()).toEqual((contents[type] ?? '').split(' ').filter(Boolean).sort());
    },
  );

  it('names our own types as custom events must be named', () => {
    const own = (Object.values(catalogue) as EventDefinition[]).filter(
      ({ vocabulary }) => vocabulary === 'cdeventsx',
    );
    for (const definition of own) {
      expect(fullType(definition)).toMatch(/^dev\.cdeventsx\.[a-zA-Z0-9]+-[a-zA-Z]+\.[a-zA-Z]+\.\d\.\d\.\d$/);
    }
  });

  it('is what we write, whatever the event', () => {
    const validators = new Map<string, ReturnType<typeof ajv.compile>>();
    fc.assert(
      fc.property(anyKnownEvent, (event) => {
        const type = event.type.replace(/^dev\.cdevents\./, '');
        const valid = validators.get(type) ?? ajv.compile(schemaOf(type));
        validators.set(type, valid);
        valid(encodeEvent(event).data);
        expect(valid.errors).toBeNull();
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
