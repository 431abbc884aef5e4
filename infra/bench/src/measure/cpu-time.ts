import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

type Stat = { parent: number; own: number; endedChildren: number };

/** Processor seconds of a process, its living children, and those of its children that have ended. Linux only. */
export function familyCpuSeconds(pid: number): number {
  const self = statOf(pid);
  if (!self) return 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, stat) => sum + (stat?.own ?? 0), self.own + self.endedChildren);
}

/** The parent of a process. */
export function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

/** The children of a process that run this program. */
export function childrenRunning(pid: number, program: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.parent === pid)
    .filter((name) => readFileSync(`/proc/${name}/comm`, 'utf8').trim() === program)
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
