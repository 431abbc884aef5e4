import { createInterface } from 'node:readline/promises';
import { findRunningInstance } from '@hormesis/platform/local';
import { CliError } from '../cli/cli-error.js';
import type { Server } from '../cli/server.js';

type Confirmed = { data?: string; yes?: boolean; seconds?: number };

/** Asks, unless it is said or the server is the development server of this machine. @throws CliError when it is not to be */
export async function confirmDrill(server: Server, { data, yes, seconds }: Confirmed): Promise<void> {
  if (yes || findRunningInstance(data)?.url === server.url) return;
  if (!process.stdin.isTTY) {
    throw new CliError('usage', 'A drill makes real requests fail.', 'Say that it is meant: --yes');
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const long = seconds === undefined ? '' : `, for at most ${seconds} s`;
    const answer = await asking.question(
      `A drill makes requests fail at ${server.url}${long}. Go on? [y/N] `,
    );
    if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('conflict', 'Nothing was done.');
  } finally {
    asking.close();
  }
}
