import { topics } from '@hormesis/log';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  discardLetter,
  migrateProjections,
  type Reaction,
  ReactionRunner,
  requestRetry,
  requestRetryOfAll,
} from '../src/index.js';
import { retryAll, storedLetters, untilDone } from './faulty.js';
import { deployed, startAnew } from './ledger.js';

const { changes } = topics;
const now = '2026-01-01T00:00:00.000Z';

let test: TestDatabase;
let log: ScriptedLog;
let runners: ReactionRunner[];
let seen: string[];
let faults: Map<string, Error>;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await startAnew(test.database);
  log = new ScriptedLog([changes]);
  runners = [];
  seen = [];
  faults = new Map();
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
});

const note: Reaction['on'] = async ({ id }) => {
  const fault = faults.get(id);
  if (fault) throw fault;
  seen.push(id);
};

async function started(version = 1) {
  const reactions = [{ name: 'noter', version, from: [changes], on: note }];
  const runner = new ReactionRunner({ db: test.database, log, reactions, attempts: 1 });
  runners.push(runner);
  await runner.start();
  return () => drain(log, log.consumptions.at(-1)!, changes);
}

async function park(...ids: string[]): Promise<void> {
  for (const id of ids) faults.set(id, new Error('I cannot.'));
  log.put(changes, ...['a', 'b', 'c'].map((id) => deployed('cart', id, now, id)));
  await (await started())();
}

const letters = () => storedLetters(test.database);

describe('the letters of a reaction', () => {
  it('are handled again in order, each until it succeeds', async () => {
    await park('a', 'c');
    expect(seen).toEqual(['b']);
    await retryAll(test.database);
    expect(await letters()).toMatchObject([{ attempts: 2 }, { attempts: 2, error: 'Error: I cannot.' }]);
    faults.delete('c');
    await retryAll(test.database);
    expect(seen).toEqual(['b', 'c']);
    faults.clear();
    await retryAll(test.database);
    expect(seen).toEqual(['b', 'c', 'a']);
    expect(await letters()).toEqual([]);
  });

  it('are handled alone if one is asked for', async () => {
    await park('a', 'c');
    faults.clear();
    await requestRetry(test.database, (await letters())[1]!.seq, 'ana');
    await untilDone(test.database);
    expect(seen).toEqual(['b', 'c']);
    expect(await letters()).toHaveLength(1);
  });

  it('stay asked for while the infrastructure is away', async () => {
    await park('a');
    faults.set('a', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    await requestRetryOfAll(test.database, { by: 'ana' });
    await expect(untilDone(test.database, 1_500)).rejects.toThrow(/still asked for/);
    expect(await letters()).toMatchObject([{ attempts: 1, error: 'Error: I cannot.' }]);
    faults.clear();
    await untilDone(test.database);
    expect(seen).toEqual(['b', 'c', 'a']);
  });

  it('are handled once though several processes are asked', async () => {
    await park('a', 'b', 'c');
    await started();
    await started();
    faults.clear();
    await Promise.all([retryAll(test.database), retryAll(test.database)]);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('are handled by the process that comes after one that was stopped', async () => {
    await park('a');
    await runners.pop()?.stop();
    faults.clear();
    await requestRetryOfAll(test.database, { by: 'ana' });
    expect(await letters()).toHaveLength(1);
    await started();
    await untilDone(test.database);
    expect(seen).toEqual(['b', 'c', 'a']);
  });

  it('may be discarded', async () => {
    await park('a');
    const [only] = await letters();
    await discardLetter(test.database, only!.seq, { by: 'ana', reason: 'Nobody needs it.' });
    faults.clear();
    await retryAll(test.database);
    expect(seen).toEqual(['b', 'c']);
    expect(await letters()).toMatchObject([{ state: 'discarded' }]);
  });

  it('of an older version are left alone', async () => {
    await park('a');
    const [only] = await letters();
    await runners.pop()?.stop();
    faults.clear();
    await (await started(2))();
    await expect(requestRetry(test.database, only!.seq, 'ana')).rejects.toMatchObject({
      code: 'letter-not-kept',
    });
    expect(await requestRetryOfAll(test.database, { by: 'ana' })).toEqual({ requested: 0, last: null });
  });
});
