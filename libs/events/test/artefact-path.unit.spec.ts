import { join, normalize, sep } from 'node:path';
import { faultOfPath, faultOfPaths } from '@hormesis/events/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('a path of an artefact', () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '',
    'alerts',
    'a b',
    '.git',
    '.GIT',
    'x.yml',
    '\\',
    'C:',
    '~',
    '\u0000',
  );
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

  it.each(['.git/config', '../x', '/x', 'C:/x', 'a\\b', '~/x', 'a//b', 'a\nb', ''])(
    'is refused: %j',
    (one) => {
      expect(faultOfPath(one)).toMatch(/\w/);
    },
  );

  it('stands there once', () => {
    expect(faultOfPaths(['a/x.yml', 'a/y.yml'])).toBeUndefined();
    expect(faultOfPaths(['a/x.yml', 'a/x.yml'])).toContain('a/x.yml” stands there twice');
  });

  it('may be any usual one', () => {
    for (const one of ['alerts/a.rules.yml', 'tests/regressions/x-1.test.ts', 'flags/ü.json', '.github/x']) {
      expect(faultOfPath(one)).toBeUndefined();
    }
  });
});
