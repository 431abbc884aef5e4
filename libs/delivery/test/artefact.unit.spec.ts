import { digestOf } from '@hormesis/delivery';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const file = fc.record({ path: fc.string({ minLength: 1 }), content: fc.string() });
const files = fc.uniqueArray(file, { selector: ({ path }) => path, minLength: 1, maxLength: 6 });

describe('the digest of an artefact', () => {
  it('does not depend on the order of its files', () => {
    fc.assert(
      fc.property(files, (all) => {
        expect(digestOf(all.toReversed())).toBe(digestOf(all));
      }),
    );
  });

  it('differs when a content or a path does', () => {
    fc.assert(
      fc.property(files, fc.string({ minLength: 1 }), ([first, ...rest], more) => {
        if (!first) return;
        const before = digestOf([first, ...rest]);
        expect(digestOf([{ ...first, content: first.content + more }, ...rest])).not.toBe(before);
        expect(digestOf([{ ...first, path: `${first.path}${more}#` }, ...rest])).not.toBe(before);
      }),
    );
  });
});
