import { topics } from '@hormesis/log';
import { ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { metrics } from '@opentelemetry/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateProjections, type Reaction, ReactionRunner } from '../src/index.js';
import { deployed } from './ledger.js';

const now = '2026-01-01T00:00:00.000Z';
const { changes } = topics;

let test: TestDatabase;
const counted: [string, number][] = [];
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
  const meter = metrics.getMeterProvider().getMeter('none');
  Object.assign(meter, {
    createCounter: (name: string) => ({ add: (amount: number) => void counted.push([name, amount]) }),
  });
  metrics.setGlobalMeterProvider({ getMeter: () => meter });
});
afterAll(async () => {
  metrics.disable();
  await test.drop();
});

async function started(name: string, on: Reaction['on']) {
  const log = new ScriptedLog([changes]);
  const reactions = [{ name, from: [changes], on }];
  const runner = new ReactionRunner({ db: test.database, log, reactions, attempts: 1 });
  await runner.start();
  const [consumption] = log.consumptions;
  if (!consumption) throw new Error('It consumes nothing.');
  await consumption.positionOf({ topic: changes, partition: 0 });
  return { log, consumption };
}

const refuse: Reaction['on'] = async ({ id }) => {
  if (id === 'poison') throw new Error('I cannot.');
};

it('counts events, also where the offsets of the log have holes', async () => {
  const { log, consumption } = await started('counted', refuse);
  log.put(changes, deployed('cart', 'v1', now, 'a'), deployed('cart', 'v2', now, 'poison'));
  log.put(changes, deployed('cart', 'v3', now, 'b'));
  const batch = await log.read({ topic: changes, partition: 0, offset: 0 }, 10);
  await consumption.handle({ ...batch, nextOffset: 40, head: 40 });
  const sum = (metric: string) =>
    counted.filter(([name]) => name === metric).reduce((total, [, amount]) => total + amount, 0);
  expect(sum('hormesis.projection.processed')).toBe(2);
  expect(sum('hormesis.projection.parked')).toBe(1);
});

it('loses no event that it could not park because the database was away', async () => {
  const { log, consumption } = await started('unparked', refuse);
  log.put(changes, deployed('cart', 'v1', now, 'poison'));
  const batch = await log.read({ topic: changes, partition: 0, offset: 0 }, 10);
  await test.database.query('ALTER TABLE projection.dead_letter RENAME TO dead_letter_away');
  await expect(consumption.handle(batch)).rejects.toThrow(/dead_letter/);
  await test.database.query('ALTER TABLE projection.dead_letter_away RENAME TO dead_letter');
  expect(await consumption.positionOf({ topic: changes, partition: 0 })).toBe(0);
});
