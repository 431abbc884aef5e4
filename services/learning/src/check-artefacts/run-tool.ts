import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import process from 'node:process';

/** What a program said. `missing`: there is none of that name. */
export type ToolRun =
  | { outcome: 'ran'; code: number; output: string }
  | { outcome: 'missing' }
  | { outcome: 'too-long'; output: string };

const mostOutput = 200_000;

/**
 * Runs a program in a directory with nothing of our environment but PATH: no credential of ours reaches it. Ended when it
 * takes longer than that; its output is cut.
 */
export function runTool(
  command: string,
  args: readonly string[],
  { cwd, timeoutMs, env = {} }: { cwd: string; timeoutMs: number; env?: Readonly<Record<string, string>> },
): Promise<ToolRun> {
  return new Promise((resolve) => {
    const path = [dirname(process.execPath), process.env.PATH ?? '/usr/bin:/bin'].join(':');
    const child = spawn(command, args, {
      cwd,
      env: { PATH: path, HOME: cwd, TMPDIR: cwd, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    let late = false;
    const keep = (chunk: Buffer) => {
      if (output.length < mostOutput) output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => {
      late = true;
      endGroup(child.pid);
    }, timeoutMs);
    child.once('error', () => {
      clearTimeout(timer);
      resolve({ outcome: 'missing' });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(late ? { outcome: 'too-long', output } : { outcome: 'ran', code: code ?? 1, output });
    });
  });
}

/** The program and what it started. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
