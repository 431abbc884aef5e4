import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const script = readFileSync(join(import.meta.dirname, '..', 'node-version.cjs'), 'utf8');

/** Runs the check as if under another Node. */
function checkUnder(version: string): { lines: string[]; exit: number | undefined } {
  const lines: string[] = [];
  let exit: number | undefined;
  const exports: { checkNode?: () => void } = {};
  runInNewContext(script, {
    exports,
    console: { error: (line: string) => lines.push(line) },
    process: {
      version: `v${version}`,
      versions: { node: version },
      exit: (code: number) => {
        exit = code;
      },
    },
  });
  exports.checkNode?.();
  return { lines, exit };
}

describe('the check of Node', () => {
  it.each(['20.0.0', '22.3.1', '24.21.0', '100.0.0'])('lets %s begin', (version) => {
    expect(checkUnder(version)).toEqual({ lines: [], exit: undefined });
  });

  it.each(['18.20.4', '9.1.0', '0.10.48'])(
    'tells %s in one line what is needed, and ends with 1',
    (version) => {
      const { lines, exit } = checkUnder(version);
      expect(exit).toBe(1);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^hormesis: Node 20 or newer/);
      expect(lines[0]).toContain(`v${version}`);
      expect(lines[0]).not.toContain('\n');
    },
  );

  it('is written so that a very old Node can read it', () => {
    expect(script).not.toMatch(/\b(const|let|class|async)\b|=>|`|\?\.|\?\?/);
  });
});
