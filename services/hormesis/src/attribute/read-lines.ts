import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { CliError } from '../cli/cli-error.js';

export type Line = { number: number; text: string };

/** What some editors and PowerShell put before the first line. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The lines of a file, or of standard input without one or for `-`; empty ones and a byte order mark are passed over.
 *
 * @throws CliError if there is no such file
 */
export async function* readLines(path = '-'): AsyncGenerator<Line> {
  if (path !== '-') await assertFile(path);
  const input = path === '-' ? process.stdin : createReadStream(path, 'utf8');
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const text = number === 1 && line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line;
    if (text.trim() !== '') yield { number, text };
  }
}

async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new CliError('not-found', `There is no file ${path}.`);
}
