import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { bornAt, isAlive } from './process-table.js';

/** Takes the folder for this process; a lock whose process is gone is taken over. */
export async function lockFolder(folder: string, path: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${await bornAt(process.pid)}`;
  if (!(await create(path, mine))) {
    const found = await contentOf(path);
    if (found === undefined) return lockFolder(folder, path);
    const holder = await livingHolder(found);
    if (holder) throw lockedBy(folder, holder);
    if (!(await takeOver(path, found, mine)))
      throw lockedBy(
        folder,
        (await livingHolder(await contentOf(path))) ?? 'another process that starts just now',
      );
  }
  return () => rm(path, { force: true });
}

/**
 * Replaces the lock that a dead process left, unless another does. Of all that found this very lock one makes the mark,
 * and one that comes late finds the lock changed.
 */
async function takeOver(path: string, stale: string, mine: string): Promise<boolean> {
  const mark = `${path}.next-${stale.replace(/\W/g, '-')}`;
  if (!(await create(mark, mine))) {
    const other = await contentOf(mark);
    if (other === undefined || (await livingHolder(other))) return false;
    if (!(await takeOver(mark, other, mine))) return false;
  }
  try {
    if ((await contentOf(path)) !== stale) return false;
    await writeFile(`${mark}.new`, mine);
    await rename(`${mark}.new`, path);
    return true;
  } finally {
    await rm(mark, { force: true });
  }
}

/** Makes the file, never to be seen without its content, unless it is there. */
async function create(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, content);
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw noAccess(error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** `undefined` when there is no such file. */
async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw noAccess(error);
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

function noAccess(error: unknown): EmbeddedPostgresError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EmbeddedPostgresError(
    'no-access',
    `The data folder of Postgres cannot be used: ${reason}`,
    error,
  );
}

async function livingHolder(content = ''): Promise<number | undefined> {
  const [pid, born] = content.split(' ');
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
