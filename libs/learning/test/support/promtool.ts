import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { ArtefactFile } from '@hormesis/learning';

const run = promisify(execFile);

/** What promtool says about the files; rejects with its output if it does not accept them. */
export async function promtool(files: readonly ArtefactFile[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'hormesis-promtool-'));
  try {
    const paths: string[] = [];
    for (const { path, content } of files) {
      paths.push(join(directory, basename(path)));
      await writeFile(join(directory, basename(path)), content);
    }
    const [rules = '', tests = ''] = paths;
    const checked = await run('promtool', ['check', 'rules', rules]);
    const tested = await run('promtool', ['test', 'rules', tests]);
    return checked.stdout + tested.stdout;
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
