import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.js';
import type { Stage } from '../stage/stage.js';

const program = fileURLToPath(new URL('../../../../services/intake/dist/main.js', import.meta.url));
const token = 'bench-secret';
const patienceMs = 30_000;

export type Service = { url: string; token: string; pid: number; stop(): Promise<void> };

/** Starts the intake alone, as it runs in production: a process of its own, on the stage's database and log. */
export async function startIntake(stage: Stage, nodeArguments: readonly string[] = []): Promise<Service> {
  const port = await freePort();
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
  const url = `http://127.0.0.1:${port}`;
  const end = performance.now() + patienceMs;
  while (!(await isReady(url))) {
    if (performance.now() > end || child.exitCode !== null) throw new Error('The intake did not start.');
    await wait(100);
  }
  return {
    url,
    token,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
