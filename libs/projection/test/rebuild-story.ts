import type { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import { type EventRecord, isReadable, topics } from '@hormesis/log';
import { drain, ScriptedLog } from '@hormesis/testing';
import fc from 'fast-check';
import { ProjectionRunner } from '../src/index.js';
import { allKinds } from './kinds.js';
import { anomaly, deployed } from './ledger.js';

const { changes, incidents } = topics;
export const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

export type Story = {
  made: readonly { service: string; second: number; isAnomaly: boolean }[];
  resent: readonly number[];
  /** How many records a rebuild takes in at once, and how many events there are before it. */
  size: number;
  prefix: number;
};

export const story: fc.Arbitrary<Story> = fc.record({
  made: fc.array(
    fc.record({
      service: fc.constantFrom('checkout', 'search', 'cart'),
      second: fc.nat(9),
      isAnomaly: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  resent: fc.array(fc.nat(39), { maxLength: 20 }),
  size: fc.integer({ min: 1, max: 9 }),
  prefix: fc.nat(60),
});

/** The story's events; some are sent again at the end, under the same identity. */
export function eventsOf({ made, resent }: Pick<Story, 'made' | 'resent'>): Event[] {
  const events = made.map(({ service, second, isAnomaly }, n) =>
    isAnomaly ? anomaly(service, at(second), `e${n}`) : deployed(service, `v${n}`, at(second), `e${n}`),
  );
  return [...events, ...resent.flatMap((n) => events[n] ?? [])];
}

export function scripted(events: readonly Event[]): ScriptedLog {
  const log = new ScriptedLog([changes, incidents]);
  put(log, events);
  return log;
}

export function put(log: ScriptedLog, events: readonly Event[]): void {
  for (const event of events) log.put(event.name === 'anomaly.detected' ? incidents : changes, event);
}

export async function recordsOf(log: ScriptedLog): Promise<EventRecord[]> {
  const read = [changes, incidents].map((topic) => log.read({ topic, partition: 0, offset: 0 }, 10_000));
  return (await Promise.all(read)).flatMap(({ records }) => records.filter(isReadable));
}

/** A process that takes the log in, to its end. */
export async function live(db: Database, log: ScriptedLog, projections = allKinds): Promise<void> {
  const runner = new ProjectionRunner({ db, log, projections, group: 'test' });
  await runner.start();
  const consumption = log.consumptions.at(-1)!;
  await Promise.all([changes, incidents].map((topic) => drain(log, consumption, topic, [7])));
  await runner.stop();
}
