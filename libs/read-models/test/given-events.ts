import { type Event, stateEvent, topicOf } from '@hormesis/events';
import { allTopics, type EventLog } from '@hormesis/log';
import { migrateProjections, type Projection, ProjectionRunner } from '@hormesis/projection';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { expect } from 'vitest';
import { migrateReadModels } from '../src/index.js';

type Statement = Parameters<typeof stateEvent>[0];
type Options = Parameters<typeof stateEvent>[1];

/** Second `n` of a day of the tests. */
export function at(second: number): string {
  return new Date(Date.UTC(2026, 10, 23, 9, 0, second)).toISOString();
}

/** What only this system states. */
const decided = /^(incident|attribution|action|proposal|postmortem)\./;

let made = 0;

/** An event at second `second`; its id is `e<n>` unless given. */
export function event(second: number, statement: Statement, options: Partial<Options> = {}): Event {
  return stateEvent(statement, {
    id: `e${++made}`,
    source: decided.test(statement.name) ? '/hormesis/test' : '/test',
    time: at(second),
    ...options,
  });
}

export type ReadModelsUnderTest = TestDatabase & {
  /** Puts events on the log, each on its topic, one after the other, and lets the projections take them in. */
  given(...events: Event[]): Promise<void>;
  /** Lets the projections take in a whole log. */
  takeIn(log: EventLog): Promise<void>;
  /** Forgets all rows, and begins a new log. */
  clear(): Promise<void>;
  /** Checks that what `read` answers does not depend on the order in which the events came; leaves the last order. */
  inEveryOrder(events: () => Event[], read: () => Promise<unknown>): Promise<void>;
};

export const withoutPosition = ({ position: _position, ...rest }: { position: string }) => rest;

/** A database with the read models, and projections to fill them. */
export async function startReadModels(projections: readonly Projection[]): Promise<ReadModelsUnderTest> {
  const test = await startTestDatabase();
  await migrateProjections(test.database);
  await migrateReadModels(test.database);
  let log = new ScriptedLog(allTopics);
  const clear = async () => {
    log = new ScriptedLog(allTopics);
    for (const { table } of projections) await test.database.query(`DELETE FROM ${table.name}`);
    await test.database.query('TRUNCATE projection.checkpoint, projection.seen');
    await test.database.query('TRUNCATE projection.dead_letter, projection.parked_key');
  };
  const takeInAll = async (whole: EventLog) => {
    const runner = new ProjectionRunner({ db: test.database, log: whole, projections, group: 'test' });
    await runner.start();
    await runner.stop();
  };
  const given = async (...events: Event[]) => {
    await takeIn(test, projections, log, events);
    const letters = await test.database.query('SELECT error FROM projection.dead_letter');
    if (letters.length > 0) throw new Error(`Parked: ${JSON.stringify(letters)}`);
  };
  const inEveryOrder = async (events: () => Event[], read: () => Promise<unknown>) => {
    const made = events();
    await given(...made);
    const expected = await read();
    for (const seed of [0, 1, 2, 3, 4, 5]) {
      await clear();
      await given(...shuffled(made, seed));
      expect(await read()).toEqual(expected);
    }
  };
  return { ...test, given, takeIn: takeInAll, clear, inEveryOrder };
}

/** Every event in a batch of its own, in the order given, whatever its topic. */
async function takeIn(
  test: TestDatabase,
  projections: readonly Projection[],
  log: ScriptedLog,
  events: readonly Event[],
) {
  const runner = new ProjectionRunner({ db: test.database, log, projections, group: 'test' });
  await runner.start();
  const consumption = log.consumptions.at(-1)!;
  for (const one of events) {
    log.put(topicOf(one), one);
    if (consumption.topics.includes(topicOf(one))) await drain(log, consumption, topicOf(one));
  }
  await runner.stop();
}

/** The same events in an order that is the same for each seed. */
export function shuffled(events: readonly Event[], seed: number): Event[] {
  let state = seed + 1;
  const keyed = events.map((one) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return { one, key: state >>> 8 };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
}
