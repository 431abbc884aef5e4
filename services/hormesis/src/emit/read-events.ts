import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { CliError } from '../cli/cli-error.js';
import { messageOf } from '../cli/output.js';
import { parseJson } from './parse-json.js';

/** The JSON of a file, or of standard input for `-`. */
export async function readEvents(path: string): Promise<unknown> {
  if (path === '-') return parseJson(await readAll(process.stdin), 'Standard input');
  return parseJson(await textOf(path), path);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw missing
      ? new CliError('not-found', `There is no file ${path}.`)
      : new CliError('failed', `${path} cannot be read: ${messageOf(error)}`);
  }
}
