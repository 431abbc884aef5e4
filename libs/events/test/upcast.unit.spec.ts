import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeEvent, isKnown } from '../src/index.js';
import { onlyEvent } from './support/http.js';

const directory = new URL('./fixtures/cdevents/', import.meta.url);
const fixtures = readdirSync(directory).map((file) => {
  const fixture: { sent: unknown; read: object; written: unknown } = JSON.parse(
    readFileSync(new URL(file, directory), 'utf8'),
  );
  return { file, ...fixture };
});

describe('a CDEvent of an older specification', () => {
  it('is there for every version', () => {
    const versions = new Set(fixtures.map(({ file }) => file.slice(0, 3)));
    expect([...versions].sort()).toEqual(['0.1', '0.2', '0.3', '0.4', '0.5']);
  });

  it.each(fixtures)('is read as the one we know, and written as 0.5.1: $file', ({ sent, read, written }) => {
    const event = onlyEvent({ headers: { 'content-type': 'application/json' }, body: sent });
    expect(isKnown(event)).toBe(true);
    expect(event).toMatchObject(read);
    expect(encodeEvent(event).data).toEqual(written);
  });
});
