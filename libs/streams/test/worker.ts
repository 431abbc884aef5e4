import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of the kill tests; it says one JSON value a line, the first when it is ready. */
export type Worker = { said: Record<string, unknown>[]; kill(): Promise<void> };

export async function startWorker(program: string, settings: object): Promise<Worker> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const closed = once(child, 'close');
  const said = await listen(child);
  return {
    said,
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function listen(child: ChildProcess): Promise<Record<string, unknown>[]> {
  const said: Record<string, unknown>[] = [];
  return new Promise((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`The process ended with ${code} before it was ready.`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      // The kill may cut the last line; what was not said whole was not promised to anybody.
      if (line.endsWith('}')) said.push(JSON.parse(line));
      resolve(said);
    });
  });
}
