import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

type Stat = { parent: number; own: number; endedChildren: number };

/** Processor seconds of a process, its living children, and those of its children that have ended. Linux only. */
export function familyCpuSeconds(pid: number): number {
  const self = statOf(pid);
  if (!self) return 0;
  const children = allProcesses()
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, stat) => sum + (stat?.own ?? 0), self.own + self.endedChildren);
}

/** Processor seconds of one process, without its children. */
export function ownCpuSeconds(pid: number): number {
  return statOf(pid)?.own ?? 0;
}

/** The parent of a process. */
export function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

/** The processes that run this program and come from this one, through others perhaps. */
export function descendantsRunning(pid: number, program: string): number[] {
  return allProcesses().filter((candidate) => isFrom(candidate, pid) && programOf(candidate) === program);
}

function isFrom(candidate: number, ancestor: number): boolean {
  const parent = parentOf(candidate);
  return parent === ancestor || (parent > 1 && isFrom(parent, ancestor));
}

function programOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = (at: number) => Number(fields[at]) / ticksPerSecond;
    return { parent: Number(fields[1]), own: ticks(11) + ticks(12), endedChildren: ticks(13) + ticks(14) };
  } catch {
    return undefined;
  }
}
