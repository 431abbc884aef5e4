import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Database } from '@hormesis/database';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { startReceiver, webhookSecret } from '@hormesis/testing/webhook-receiver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly, cleared, eventually, quiet, surroundings, upgraded } from './start-guardian.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

let test: TestDatabase;
let log: PostgresLog;
let database: Database;
let around: ReturnType<typeof surroundings>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  if (!existsSync(main)) throw new Error('services/guardian is not built: npm run build.');
  test = await startTestDatabase();
  database = new Database(test.url);
  log = await PostgresLog.open(database);
  around = surroundings(database, log);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await log.close();
  await database.close();
  await test.drop();
});

function startChild(webhook: string): ChildProcess {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: test.url,
      HORMESIS_PORT: '0',
      HORMESIS_DEFAULT_POLICY: 'rollback',
      HORMESIS_ACTIONS_PER_HOUR: '1000',
      HORMESIS_ROLLBACK_WEBHOOK_URL: webhook,
      HORMESIS_ROLLBACK_WEBHOOK_SECRET: webhookSecret,
    },
  });
  children.push(child);
  return child;
}

async function killNow(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe('a guardian that is killed (SIGKILL) while it acts', () => {
  it('goes on after its restart: one incident, one action, one idempotency key', async () => {
    const receiver = await startReceiver((_, count) =>
      count === 1 ? 'hang' : { status: 200, body: { detail: 'v1 is live' } },
    );
    await around.emit(upgraded('checkout', 'v2', 'v1'));
    await around.emit(anomaly('anm-1', 'checkout'));
    const first = startChild(receiver.url);
    await eventually(() => receiver.deliveries.length).toBe(1);
    await killNow(first);
    expect(await around.names('checkout')).not.toContain('action.completed');

    startChild(receiver.url);
    await eventually(() => around.names('checkout')).toEqual([
      'action.completed',
      'action.requested',
      'anomaly.detected',
      'attribution.ranked',
      'incident.detected',
      'incident.mitigated',
    ]);
    expect(new Set(receiver.deliveries.map(({ id }) => id)).size).toBe(1);
    expect(receiver.deliveries.every(({ verified }) => verified)).toBe(true);
    await around.emit(cleared('anm-1', 'checkout'));
    await eventually(() => around.names('checkout')).toContain('incident.resolved');
    await receiver.stop();
  });

  it('loses and doubles nothing, whenever it is killed', async () => {
    const services = Array.from({ length: 40 }, (_, n) => `service-${n}`);
    const receiver = await startReceiver(() => ({ status: 200 }));
    for (const service of services) {
      await around.defineFlag(`flag-${service}`, service);
      await around.emit(anomaly(`anm-${service}`, service));
      await around.emit(anomaly(`anm-${service}`, service));
    }
    const finished = async () => {
      const all = await Promise.all(services.map((service) => around.isOn(`flag-${service}`)));
      return all.filter((on) => !on).length;
    };
    for (const [index, at] of [1, 12, 25].entries()) {
      const child = index === 0 ? children.at(-1) : startChild(receiver.url);
      await eventually(finished).toBeGreaterThanOrEqual(at);
      if (child) await killNow(child);
    }
    startChild(receiver.url);
    const complete = [
      'action.completed',
      'action.requested',
      'anomaly.detected',
      'anomaly.detected',
      'attribution.ranked',
      'featureflag.defined',
      'featureflag.flipped',
      'incident.detected',
      'incident.mitigated',
    ];
    for (const service of services) {
      await eventually(() => around.names(service)).toEqual(complete);
    }
    await quiet();
    expect(await around.names('service-0')).toEqual(complete);
    expect(receiver.deliveries).toHaveLength(0);
    await receiver.stop();
  });
});
