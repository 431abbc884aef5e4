import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revertFiles } from '../src/github/revert-files.js';

type Files = ReadonlyMap<string, { mode: string; type: string; sha: string }>;

const files: fc.Arbitrary<Files> = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2', '3'))
  .map(
    (all) => new Map(Object.entries(all).map(([path, sha]) => [path, { mode: '100644', type: 'blob', sha }])),
  );

function write(head: Files, { entries }: ReturnType<typeof revertFiles>): Files {
  const written = new Map(head);
  for (const { path, sha, ...rest } of entries) {
    if (sha === null) written.delete(path);
    else written.set(path, { ...rest, sha });
  }
  return written;
}

describe('taking back what changed between two trees', () => {
  it('leads to the tree before, where nobody wrote since', () => {
    fc.assert(
      fc.property(files, files, (before, bad) => {
        const revert = revertFiles(before, bad, bad);
        expect(revert.conflicts).toEqual([]);
        expect(write(bad, revert)).toEqual(before);
      }),
    );
  });

  it('has nothing to do where it was done', () => {
    fc.assert(
      fc.property(files, files, (before, bad) => {
        expect(revertFiles(before, bad, before)).toEqual({ entries: [], conflicts: [] });
      }),
    );
  });

  it('touches no file that the bad version did not change, and takes no file back that others changed since', () => {
    fc.assert(
      fc.property(files, files, files, (before, bad, head) => {
        const revert = revertFiles(before, bad, head);
        const after = write(head, revert);
        for (const path of ['a', 'b', 'c', 'd']) {
          const [was, became, is] = [before, bad, head].map((tree) => tree.get(path)?.sha);
          if (was === became || (is !== became && is !== was)) expect(after.get(path)?.sha).toBe(is);
          expect(revert.conflicts.includes(path)).toBe(was !== became && is !== became && is !== was);
        }
      }),
    );
  });
});
