import type { Database } from '@hormesis/database';
import { type EventLog, formatPosition } from '@hormesis/log';
import {
  asOfOf,
  type Cut,
  cutOf,
  readDeploymentsAsOf,
  readFlagAsOf,
  readFlagsAsOf,
  readIncidentAsOf,
  untilTakenIn,
} from '@hormesis/read-models';
import type { Named } from './system.js';

type Answer = (db: Database, log: EventLog, cut: Cut) => Promise<unknown>;

const any = (count: number) => Math.floor(Math.random() * count);

export const questions: Readonly<Record<string, Answer>> = {
  'deployments, first 50': (db, log, cut) => readDeploymentsAsOf(db, log, cut, { limit: 50 }),
  'deployments, first 500': (db, log, cut) => readDeploymentsAsOf(db, log, cut, { limit: 500 }),
  'deployments of a service': (db, log, cut) =>
    readDeploymentsAsOf(db, log, cut, { service: `service-${any(1_000)}` }),
  'flags, first 50': (db, log, cut) => readFlagsAsOf(db, log, cut, { limit: 50 }),
  'flags, first 500': (db, log, cut) => readFlagsAsOf(db, log, cut, { limit: 500 }),
  'flags that are on': (db, log, cut) => readFlagsAsOf(db, log, cut, { state: 'ENABLED' }),
  'one flag': (db, log, cut) => readFlagAsOf(db, log, cut, `flag-${any(1_000)}`),
  'an incident of 10 events': (db, _log, cut) => readIncidentAsOf(db, cut, `inc-${any(10_000)}`),
  'an incident of 500 events': (db, _log, cut) => readIncidentAsOf(db, cut, 'inc-flapping'),
};

export type Kind = 'at' | 'known' | 'position';

/** Asks as the API does, with one cut of the kind; milliseconds. */
export async function ask(
  db: Database,
  log: EventLog,
  answer: Answer,
  kind: Kind,
  record: Named,
): Promise<number> {
  const { event } = record;
  const asked = { at: event.time, known: event.recordedTime ?? event.time, position: formatPosition(record) };
  const begin = performance.now();
  const cut = (await cutOf(log, { [kind]: asked[kind] })) ?? {};
  await untilTakenIn(db, cut);
  await Promise.all([answer(db, log, cut), asOfOf(db, log, cut)]);
  return performance.now() - begin;
}
