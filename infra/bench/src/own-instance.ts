import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';

const program = fileURLToPath(new URL('../../../services/hormesis/dist/main.js', import.meta.url));

export type OwnInstance = {
  url: string;
  token: string;
  /** The process that runs all services; its database and broker come from it. */
  pid: number;
  stop(): Promise<void>;
};

/** Starts an empty system of its own in a folder of its own; `stop` ends it and removes the folder. */
export async function startOwnInstance(
  kafka: boolean,
  nodeArguments: readonly string[] = [],
): Promise<OwnInstance> {
  const data = mkdtempSync(join(tmpdir(), 'hormesis-bench-'));
  const port = await freePort();
  const args = [
    'dev',
    '--empty',
    '--json',
    '--data',
    data,
    '--port',
    String(port),
    ...(kafka ? ['--kafka'] : []),
  ];
  const child = spawn(process.execPath, [...nodeArguments, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HORMESIS_LOG_LEVEL: 'error',
      HORMESIS_KAFKA_PORT: '0',
      HORMESIS_ACTIONS_PER_HOUR: '100000',
    },
  });
  const gone = once(child, 'exit');
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  gone.then(() => process.off('exit', end));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    rmSync(data, { recursive: true, force: true });
  };
  const described = new Promise<{ url: string; token: string }>((resolve) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.trimEnd().endsWith('}')) resolve(JSON.parse(text).data);
    });
  });
  const first = await Promise.race([described, gone]);
  if ('url' in first) return { url: first.url, token: first.token, pid: child.pid ?? 0, stop };
  await stop();
  throw new Error(`the system ended with ${first[0]} before it was measured`);
}
