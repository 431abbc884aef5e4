import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { ArtefactFile } from '@hormesis/learning';

const run = promisify(execFile);

/**
 * What promtool says about the rule and test files of alerts, all in one run; rejects with its output, which names the
 * folder `alert-<index>`, if it does not accept them.
 */
export async function promtool(...alerts: (readonly ArtefactFile[])[]): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'hormesis-promtool-'));
  try {
    const rules: string[] = [];
    const tests: string[] = [];
    for (const [index, files] of alerts.entries()) {
      const folder = join(directory, `alert-${index}`);
      await mkdir(folder);
      for (const { path, content } of files) {
        const file = join(folder, basename(path));
        await writeFile(file, content);
        (path.endsWith('.rules.yml') ? rules : tests).push(file);
      }
    }
    const most = { maxBuffer: 10_000_000 };
    const [checked, tested] = await Promise.all([
      run('promtool', ['check', 'rules', ...rules], most),
      run('promtool', ['test', 'rules', ...tests], most),
    ]);
    const accepted = (text: string) => text.split('SUCCESS').length - 1;
    if (accepted(checked.stdout) !== rules.length || accepted(tested.stdout) !== tests.length) {
      throw new Error(
        `promtool did not say of each file that it is good:\n${checked.stdout}${tested.stdout}`,
      );
    }
  } finally {
    await rm(directory, { recursive: true });
  }
}

export async function hasPromtool(): Promise<boolean> {
  return run('promtool', ['--version']).then(
    () => true,
    () => false,
  );
}
