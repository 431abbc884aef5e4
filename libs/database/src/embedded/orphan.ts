import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockedBy } from './folder-lock.js';
import { ended, isAlive, workingFolder } from './process-table.js';

/**
 * Ends a server that a killed instance has left on this data folder, and removes the pid file of one that is gone.
 * Called with the folder's lock held, so a living server here belongs to nobody.
 */
export async function clearOrphan(folder: string, data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  if ((await isAlive(pid)) && (await isServerOf(pid, data))) {
    await stopServer(pid);
    if (await isAlive(pid)) throw lockedBy(folder, pid);
  }
  await rm(pidFile, { force: true });
}

async function isServerOf(pid: number, data: string): Promise<boolean> {
  const cwd = await workingFolder(pid);
  return cwd === undefined ? process.platform !== 'linux' : cwd === (await realpath(data));
}

/** Fast shutdown (ends sessions, keeps all data); if that hangs, immediate shutdown (recovers at the next start). */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await ended(pid, 10_000)) return;
  signal(pid, 'SIGQUIT');
  await ended(pid, 5_000);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has gone by itself.
  }
}
