import { readFile } from 'node:fs/promises';
import { CliError } from '../cli/cli-error.js';

/** @throws CliError if the file cannot be read */
export async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(isMissing ? 'not-found' : 'failed', isMissing ? `There is no file ${path}.` : reason);
  }
}
