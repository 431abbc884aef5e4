import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, startEmbeddedPostgres } from '@hormesis/database';
import { startKafkaBroker } from '@hormesis/kafka-broker';
import { descendantsRunning, parentOf } from '../measure/cpu-time.js';

export type LogKind = 'postgres' | 'kafka';

/** Servers of a benchmark's own, set up as the product sets up its embedded ones. Plain data: it goes to processes. */
export type Stage = { log: LogKind; url: string; brokers: string[]; postmaster: number; broker?: number };

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Starts them in a temporary folder; `end` stops them and removes it. */
export async function setStage(log: LogKind): Promise<{ stage: Stage; end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hormesis-bench-'));
  const servers: { stop(): Promise<void> }[] = [];
  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= clear();
    return ending;
  };
  const clear = async () => {
    for (const signal of signals) process.off(signal, interrupted);
    for (let server = servers.pop(); server; server = servers.pop()) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = () => {
    // What loses its servers now fails, and must not end the process before they are gone.
    process.on('uncaughtException', () => undefined);
    void end().finally(() => process.exit(1));
  };
  for (const signal of signals) process.once(signal, interrupted);
  try {
    return { stage: await startServers(log, folder, servers), end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function startServers(
  log: LogKind,
  folder: string,
  servers: { stop(): Promise<void> }[],
): Promise<Stage> {
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
  servers.push(postgres);
  const kafka = log === 'kafka' ? await startKafkaBroker({ directory: join(folder, 'kafka') }) : undefined;
  if (kafka) servers.push(kafka);
  const [broker] = kafka ? descendantsRunning(process.pid, 'java') : [];
  return {
    log,
    url: postgres.url,
    brokers: kafka?.brokers ?? [],
    postmaster: await postmasterOf(postgres.url),
    ...(broker === undefined ? {} : { broker }),
  };
}

async function postmasterOf(url: string): Promise<number> {
  const db = new Database(url, { maxConnections: 1 });
  try {
    const [row] = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    return parentOf(row?.pid ?? 0);
  } finally {
    await db.close();
  }
}
