import { join, normalize, sep } from 'node:path';
import { digestOf, faultOfPath } from '@hormesis/delivery';
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

describe('a path of an artefact', () => {
  const part = fc.constantFrom('..', '.', '', 'alerts', 'a b', '.git', '.GIT', 'x.yml', '\\', 'C:', '\u0000');
  const path = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));

  it('never leads out of its folder, nor into .git', () => {
    fc.assert(
      fc.property(fc.oneof(path, fc.string()), (one) => {
        if (faultOfPath(one) !== undefined) return;
        const inside = normalize(join('/repository', one));
        expect(inside.startsWith(`${sep}repository${sep}`)).toBe(true);
        expect(inside.toLowerCase().split(sep)).not.toContain('.git');
      }),
    );
  });

  it('may be any usual one', () => {
    for (const one of ['alerts/a.rules.yml', 'tests/regressions/x-1.test.ts', 'flags/ü.json', '.github/x']) {
      expect(faultOfPath(one)).toBeUndefined();
    }
  });
});
