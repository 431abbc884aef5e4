import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParcelFile } from '../delivery.js';

/** The name that a rule file of a proposal has in the directory. */
export function ruleFileName(proposal: string, { path }: Pick<ParcelFile, 'path'>): string {
  const name = path.split('/').at(-1) ?? path;
  return `${ruleFilePrefix(proposal)}${name}`;
}

/** Only what begins like that is ours. */
function ruleFilePrefix(proposal: string): string {
  return `hormesis-${proposal}-`;
}

/** The rule files of a proposal that are there, by name. */
export async function ruleFilesOf(directory: string, proposal: string): Promise<Map<string, string>> {
  const names = (await namesIn(directory)).filter((name) => name.startsWith(ruleFilePrefix(proposal)));
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const),
  );
  return new Map(files);
}

/** Writes beside it and renames: whoever reads sees the old file or the new one, also after a crash. */
export async function writeRuleFile(directory: string, name: string, content: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const beside = join(directory, `.${name}.tmp`);
  const file = await open(beside, 'w', 0o644);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, join(directory, name));
}

export async function removeRuleFile(directory: string, name: string): Promise<void> {
  await rm(join(directory, name), { force: true });
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
