import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, startEmbeddedPostgres } from '@hormesis/database';
import { startKafkaBroker } from '@hormesis/kafka-broker';
import { descendantsRunning, parentOf } from '../measure/cpu-time.js';

export type LogKind = 'postgres' | 'kafka';

/** Servers of a benchmark's own, set up as the product sets up its embedded ones. Plain data: it goes to processes. */
export type Stage = { log: LogKind; url: string; brokers: string[]; postmaster: number; broker?: number };

/** Starts them in a temporary folder; `end` stops them and removes it. */
export async function setStage(log: LogKind): Promise<{ stage: Stage; end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hormesis-bench-'));
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
  const kafka = log === 'kafka' ? await startKafkaBroker({ directory: join(folder, 'kafka') }) : undefined;
  const [broker] = kafka ? descendantsRunning(process.pid, 'java') : [];
  const stage: Stage = {
    log,
    url: postgres.url,
    brokers: kafka?.brokers ?? [],
    postmaster: await postmasterOf(postgres.url),
    ...(broker === undefined ? {} : { broker }),
  };
  const end = async () => {
    await kafka?.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void end().finally(() => process.exit(1)));
  }
  return { stage, end };
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
