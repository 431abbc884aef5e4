import type { AsOfQuery } from '@hormesis/api';
import { type EventRecord, formatPosition, type Position } from '@hormesis/log';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cutOf,
  readDeployments,
  readDeploymentsAsOf,
  readFlag,
  readFlagAsOf,
  readFlags,
  readFlagsAsOf,
  readIncident,
  readIncidentAsOf,
  readModels,
} from '../src/index.js';
import { anyHistory, partitions } from './any-history.js';
import { at, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { PartitionedLog } from './partitioned-log.js';

let whole: ReadModelsUnderTest;
let part: ReadModelsUnderTest;
beforeAll(async () => {
  [whole, part] = await Promise.all([startReadModels(readModels), startReadModels(readModels)]);
});
afterAll(() => Promise.all([whole.drop(), part.drop()]));

const happened = fc.integer({ min: -1, max: 8 }).map(at);
const recorded = fc.integer({ min: -2, max: 16 }).map(at);

/** Places of some of the records, at most one a partition. */
const anyPlaces = (records: readonly EventRecord[]) =>
  fc
    .uniqueArray(fc.constantFrom(...records), {
      minLength: 1,
      maxLength: 3,
      selector: ({ position }) => `${position.topic}/${position.partition}`,
    })
    .map((chosen) => chosen.map(({ position }) => formatPosition(position)).join(','));

const anyCut = (records: readonly EventRecord[]): fc.Arbitrary<AsOfQuery> =>
  fc.oneof(
    fc.record({ at: happened }),
    fc.record({ known: recorded }),
    fc.record({ position: anyPlaces(records) }),
    fc.record({ at: happened, known: recorded }),
    fc.record({ at: happened, position: anyPlaces(records) }),
  );

const scenario = anyHistory({ minLength: 30, maxLength: 90 }).chain((records) =>
  fc.tuple(fc.constant(records), fc.array(anyCut(records), { minLength: 4, maxLength: 4 })),
);

const recordedAt = ({ event }: EventRecord) => Date.parse(event.recordedTime ?? event.time);

/** The records within a cut, by what the cut means. */
function within(records: readonly EventRecord[], query: AsOfQuery): EventRecord[] {
  const named = new Map<string, EventRecord>();
  for (const place of query.position?.split(',') ?? []) {
    const record = records.find(({ position }) => formatPosition(position) === place) as EventRecord;
    named.set(partitionOf(record.position), record);
  }
  const newest = Math.max(...[...named.values()].map(recordedAt));
  return records.filter((record) => {
    if (query.at !== undefined && Date.parse(record.event.time) > Date.parse(query.at)) return false;
    if (query.known !== undefined) return recordedAt(record) <= Date.parse(query.known);
    if (query.position === undefined) return true;
    const last = named.get(partitionOf(record.position));
    return last ? record.position.offset <= last.position.offset : recordedAt(record) <= newest;
  });
}

const partitionOf = ({ topic, partition }: Position) => `${topic}/${partition}`;

async function pages<Item>(read: (cursor?: string) => Promise<{ items: Item[]; next: string | null }>) {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}

describe('an answer as of a cut', () => {
  it('is what the projections make of exactly the events within it', async () => {
    const seen = { deployments: 0, flags: 0, incidents: 0 };
    await fc.assert(
      fc.asyncProperty(scenario, async ([records, cuts]) => {
        const log = new PartitionedLog(records, partitions);
        await whole.clear();
        await whole.takeIn(log);
        for (const query of cuts) {
          const cut = (await cutOf(log, query, new Date(at(99)))) ?? {};
          await part.clear();
          await part.takeIn(new PartitionedLog(within(records, query), partitions));

          const { items: deployments } = await readDeployments(part.database);
          const db = whole.database;
          expect(await pages((cursor) => readDeploymentsAsOf(db, log, cut, { limit: 2, cursor }))).toEqual(
            deployments,
          );
          const ofCheckout = { service: 'checkout', environment: 'staging' };
          expect((await readDeploymentsAsOf(db, log, cut, ofCheckout)).items).toEqual(
            (await readDeployments(part.database, ofCheckout)).items,
          );

          const { items: flags } = await readFlags(part.database);
          expect(await pages((cursor) => readFlagsAsOf(db, log, cut, { limit: 1, cursor }))).toEqual(flags);
          const on = { state: 'ENABLED', service: 'checkout' } as const;
          expect((await readFlagsAsOf(db, log, cut, on)).items).toEqual(
            (await readFlags(part.database, on)).items,
          );
          for (const key of ['new-cart', 'express-pay']) {
            expect(await readFlagAsOf(db, log, cut, key)).toEqual(await readFlag(part.database, key));
          }

          for (const id of ['inc-1', 'inc-2']) {
            const incident = await readIncident(part.database, id);
            expect(await readIncidentAsOf(db, cut, id)).toEqual(incident);
            seen.incidents += incident ? 1 : 0;
          }
          seen.deployments += deployments.length;
          seen.flags += flags.length;
        }
      }),
      { numRuns: 15 },
    );
    expect(Math.min(seen.deployments, seen.flags, seen.incidents)).toBeGreaterThan(20);
  }, 240_000);
});
