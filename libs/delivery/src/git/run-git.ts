import { spawn } from 'node:child_process';
import { type Effort, Failed, TryAgain } from '@hormesis/executors';

export type GitSurroundings = {
  /** The folder of the repository. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The longest that one command may take, milliseconds. */
  commandMs: number;
};

export type GitResult = { code: number; stdout: string; stderr: string };

const mostOutput = 16 * 1024 * 1024;
/** What a network does, and not the repository. */
const passing =
  /could not resolve host|timed out|connection (refused|reset|closed)|early EOF|remote end hung up|RPC failed|Temporary failure|unable to access .*50\d/i;

/** Runs the system’s git; it never asks for anything. @throws TryAgain when it takes too long */
export async function tryGit(
  effort: Effort,
  { cwd, env, commandMs }: GitSurroundings,
  args: readonly string[],
  input = '',
): Promise<GitResult> {
  effort.signal().throwIfAborted();
  const child = spawn('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', ...args], {
    cwd,
    env: quietly(env),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killAll(child.pid);
  }, commandMs);
  try {
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        if (said[stream].length < mostOutput) said[stream] += text;
      });
    }
    child.stdin.on('error', () => undefined).end(input);
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    });
    if (late) throw new TryAgain(`git ${args[0]} took longer than ${commandMs / 1_000} s`);
    return { code, ...said };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Failed('There is no git on this machine. Install it, or deliver by another channel.');
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The same for what must succeed. @throws TryAgain when the network failed, else Failed */
export async function runGit(
  effort: Effort,
  where: GitSurroundings,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const { code, stdout, stderr } = await tryGit(effort, where, args, input);
  if (code === 0) return stdout;
  const said = stderr.trim().split('\n').slice(-3).join(' ').slice(0, 400);
  if (passing.test(stderr)) throw new TryAgain(`git ${args[0]}: ${said}`);
  throw new Failed(`git ${args[0]} failed: ${said || `exit code ${code}`}.`);
}

/** Nothing that points git elsewhere, and nothing that waits for a person. */
function quietly(env: GitSurroundings['env']): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...rest } = env;
  return {
    ...rest,
    GIT_TERMINAL_PROMPT: '0',
    GIT_SSH_COMMAND: env.GIT_SSH_COMMAND ?? 'ssh -oBatchMode=yes',
    LC_ALL: 'C',
  };
}

/** Git speaks to others by processes of its own. */
function killAll(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
