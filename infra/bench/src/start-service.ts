import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import type { Stage } from './stage/stage.js';

const token = 'bench-secret';
const patienceMs = 30_000;

export type Service = {
  url: string;
  token: string;
  pid: number;
  /** Resolves when the process is gone; by default it is told to end and may finish what it is at. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** Starts a service alone, as it runs in production: a process of its own, on the stage's database and log. */
export async function startService(
  name: string,
  stage: Stage,
  nodeArguments: readonly string[] = [],
): Promise<Service> {
  const port = await freePort();
  const program = fileURLToPath(new URL(`../../../services/${name}/dist/main.js`, import.meta.url));
  const child = spawn(process.execPath, [...nodeArguments, program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: stage.url,
      HORMESIS_PORT: String(port),
      HORMESIS_TOKENS: `bench:${token}=*`,
      HORMESIS_LOG_LEVEL: 'error',
      ...(stage.log === 'kafka' ? { KAFKA_BROKERS: stage.brokers.join(',') } : {}),
    },
  });
  const gone = once(child, 'exit');
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  gone.then(() => process.off('exit', end));
  const url = `http://127.0.0.1:${port}`;
  await untilReady(name, url, child);
  return {
    url,
    token,
    pid: child.pid ?? 0,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await gone;
    },
  };
}

async function untilReady(name: string, url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The ${name} ended with ${child.exitCode} at its start.`);
    if (performance.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`The ${name} was not ready within ${patienceMs / 1_000} s.`);
    }
    await wait(100);
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
