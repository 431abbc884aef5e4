import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether the process runs; one that has ended and waits to be collected does not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return (await fieldsOf(pid))[0] !== 'Z';
}

/** When the process began, in the kernel's ticks: tells it from a later one with the same pid. Empty where unknown. */
export async function bornAt(pid: number): Promise<string> {
  return (await fieldsOf(pid))[19] ?? '';
}

/** What the kernel says of the process, from its state on. */
async function fieldsOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The folder the process works in; Postgres works in its data folder. `undefined` where it cannot be told. */
export function workingFolder(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}

/** Whether the process ended within the time. */
export async function ended(pid: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(25)) {
    if (!(await isAlive(pid))) return true;
  }
  return !(await isAlive(pid));
}
