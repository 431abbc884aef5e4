import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from 'vitest';
import { exampleOf } from '../src/generate/example-of.js';
import { fieldRows } from '../src/generate/field-rows.js';
import { jsonSchemaOf } from '../src/generate/json-schema.js';
import { referenceDirectory, referenceFiles } from '../src/generate/reference-files.js';
import { catalogue, type EventDefinition, keyOf } from '../src/index.js';
import { onlyEvent } from './support/http.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const files = referenceFiles(version);
const definitions: EventDefinition[] = Object.values(catalogue);

describe('the reference of events', () => {
  it.each(Object.keys(files))('is up to date: %s (else run `npm run generate`)', (name) => {
    expect(readFileSync(new URL(name, referenceDirectory), 'utf8')).toBe(files[name]);
  });

  it('is a valid AsyncAPI document', async () => {
    const { diagnostics } = await new Parser().parse(files['asyncapi.yaml'] ?? '');
    expect(
      diagnostics
        .filter(({ severity }) => severity <= 1)
        .map(({ message, path }) => [path.join('.'), message]),
    ).toEqual([]);
  }, 60_000);

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    'shows an example of %s that is taken as it stands',
    (name, definition) => {
      const event = onlyEvent({
        headers: { 'content-type': 'application/json' },
        body: exampleOf(definition),
      });
      expect(event.name).toBe(name);
      expect(keyOf(event)).not.toBe('');
    },
  );

  it('says of every field what it means', () => {
    const silent = definitions.flatMap(({ name, content, custom }) =>
      [...fieldRows(jsonSchemaOf(content), 'content'), ...fieldRows(jsonSchemaOf(custom), 'customData')]
        .filter(({ meaning }) => meaning === '')
        .map(({ field }) => `${name}: ${field}`),
    );
    expect(silent).toEqual([]);
  });
});
