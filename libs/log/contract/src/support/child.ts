import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A child process of the suite, which says one JSON value a line. */
export type Child = {
  said: unknown[];
  /** SIGSTOP: it stands still until what is returned is called. */
  stall(): () => void;
  /** SIGKILL; resolves when it is gone, and all it had said has been read. */
  kill(): Promise<void>;
};

/** Starts one of the programs in `processes`, from the built package. */
export function startChild(program: string, settings: unknown): Child {
  const path = fileURLToPath(new URL(`../../dist/processes/${program}.js`, import.meta.url));
  const child = spawn(process.execPath, [path, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const said: unknown[] = [];
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The kill may cut the last line; what was not said whole was not acknowledged.
    if (line.endsWith('}')) said.push(JSON.parse(line));
  });
  return {
    said,
    stall: () => {
      child.kill('SIGSTOP');
      return () => child.kill('SIGCONT');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
