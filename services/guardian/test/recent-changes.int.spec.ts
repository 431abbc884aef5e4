import { migrate } from '@hormesis/database';
import { keyOf, stateEvent } from '@hormesis/events';
import { defineFlag, type Flag, type FlagStatement, flagDecider } from '@hormesis/flags';
import { topics } from '@hormesis/log';
import { migrateProjections } from '@hormesis/projection';
import { migrateStreams, OutboxRelay, Streams } from '@hormesis/streams';
import { ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecentChanges } from '../src/recent-changes/recent-changes.js';
import { upgraded } from './start-guardian.js';

let test: TestDatabase;
/** In another system: what is decided gets there by the outbox. */
const log = new ScriptedLog([topics.changes]);

beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
  await migrateStreams(test.database);
  await migrate(test.database, {
    schema: 'guardian',
    directory: new URL('../migrations/', import.meta.url),
  });
});
afterAll(() => test.drop());

const suspects = async () => {
  const changes = await new RecentChanges(test.database, log).around('production', new Date().toISOString());
  return changes.map(({ subject }) => subject);
};

describe('a flag that was defined a moment ago', () => {
  it('is a suspect already while its event waits in the outbox, and once when it is on the log', async () => {
    const flags = new Streams<Flag, FlagStatement>(test.database, log, flagDecider, { source: '/test' });
    const definition = {
      state: 'ENABLED' as const,
      variants: { on: true, off: false },
      defaultVariant: 'on',
    };
    await flags.decide('new-cart', (flag) =>
      defineFlag(flag, { definition, service: 'cart', environment: 'production' }),
    );
    expect(await suspects()).toEqual(['new-cart']);
    await new OutboxRelay(test.database, log).drain();
    expect(await suspects()).toEqual(['new-cart']);
  });
});

describe('two emitters that give their events the same id', () => {
  it('are both suspects', async () => {
    for (const [service, source] of [
      ['payments', '/ci'],
      ['mail', '/other-ci'],
    ] as const) {
      const event = stateEvent(upgraded(service, 'v2'), { id: 'build-1', source });
      await log.append(topics.changes, [{ key: keyOf(event), event }]);
    }
    expect((await suspects()).filter((subject) => subject !== 'new-cart')).toEqual(['payments', 'mail']);
  });
});
