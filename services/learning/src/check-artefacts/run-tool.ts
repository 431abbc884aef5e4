import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import process from 'node:process';

/** What a program said. `missing`: there is none of that name. */
export type ToolRun =
  | { outcome: 'ran'; code: number; output: string }
  | { outcome: 'missing' }
  | { outcome: 'too-long'; output: string };

const mostOutput = 200_000;

/** For the last words of a program that has ended; what it started may hold its output open for ever. */
const lastWordsMs = 250;

/**
 * Runs a program in a directory with a clean environment: of ours it is given PATH. That is no sandbox: it runs as the user
 * of this service, and on Linux such a program can read the environment of others of that user. Ended when it takes longer
 * than that; its output is cut.
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
    const pipes = [child.stdout, child.stderr];
    let output = '';
    let code: number | undefined;
    for (const pipe of pipes) {
      pipe.on('data', (chunk: Buffer) => {
        if (output.length < mostOutput) output += chunk.toString();
      });
    }
    const end = (ran: () => ToolRun) => {
      clearTimeout(timer);
      clearTimeout(lastWords);
      for (const pipe of pipes) pipe.destroy();
      resolve(ran());
    };
    const ended = () => end(() => ({ outcome: 'ran', code: code ?? 1, output }));
    const timer = setTimeout(() => {
      endGroup(child.pid);
      end(() => ({ outcome: 'too-long', output }));
    }, timeoutMs);
    let lastWords: NodeJS.Timeout | undefined;
    child.once('error', () => end(() => ({ outcome: 'missing' })));
    child.once('exit', (exited) => {
      code = exited ?? 1;
      endGroup(child.pid);
      lastWords = setTimeout(ended, lastWordsMs);
    });
    child.once('close', ended);
  });
}

/** The program and what it started, but for what left its group. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
