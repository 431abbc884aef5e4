import { readFile, rm, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { bornAt, isAlive } from './process-table.js';

/** Takes the folder for this process; a lock whose process is gone is taken over. */
export async function lockFolder(folder: string, path: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${await bornAt(process.pid)}`;
  if (!(await create(path, mine))) {
    const holder = await livingHolder(path);
    if (holder) throw lockedBy(folder, holder);
    await rm(path, { force: true });
    if (!(await create(path, mine))) throw lockedBy(folder, (await livingHolder(path)) ?? 'another process');
  }
  return () => rm(path, { force: true });
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(
      'no-access',
      `The data folder of Postgres cannot be written: ${reason}`,
      error,
    );
  }
}

async function livingHolder(path: string): Promise<number | undefined> {
  const [pid, born] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  if (!pid || !(await isAlive(Number(pid)))) return undefined;
  return (await bornAt(Number(pid))) === born ? Number(pid) : undefined;
}

export function lockedBy(folder: string, holder: number | string): EmbeddedPostgresError {
  const who = typeof holder === 'number' ? `a running instance (pid ${holder})` : holder;
  return new EmbeddedPostgresError(
    'locked',
    `The data folder ${folder} is in use by ${who}. Stop it, or use another folder.`,
  );
}
