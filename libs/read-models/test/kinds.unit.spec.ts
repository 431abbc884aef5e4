import { type EventRecord, formatPosition } from '@hormesis/log';
import type { Projection, StoredRow } from '@hormesis/projection';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModels, signalReadModels } from '../src/index.js';
import { anyHistory } from './any-history.js';

const all = [...readModels, ...signalReadModels];
const ofKind = (kind: Projection['rows']) => all.filter(({ rows }) => rows === kind);
const histories = anyHistory({ minLength: 60, maxLength: 120 });

/** The rows after these records, each event taken in once. */
function rowsAfter(projection: Projection, records: readonly EventRecord[]): Record<string, StoredRow> {
  const rows = new Map<string, StoredRow>();
  for (const { event, position } of unique(records)) {
    if (!(projection.from as readonly string[]).includes(position.topic)) continue;
    for (const key of projection.keysOf(event)) {
      const id = JSON.stringify(key);
      const row = projection.apply(rows.get(id), event, position, key);
      if (row) rows.set(id, row);
    }
  }
  return Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unique(records: readonly EventRecord[]): EventRecord[] {
  const known = new Set<string>();
  return records.filter(({ event: { id } }) => !known.has(id) && known.add(id));
}

/** A history, and the same records in another order. */
const twice = histories.chain((records) =>
  fc.tuple(
    fc.constant(unique(records)),
    fc.shuffledSubarray(unique(records), { minLength: unique(records).length }),
  ),
);

describe('the rows of a read model', () => {
  it.each(all.map((projection) => [projection.name, projection] as const))(
    '%s are the same in whatever order its events come',
    (_name, projection) => {
      let made = 0;
      fc.assert(
        fc.property(twice, ([records, shuffled]) => {
          const rows = rowsAfter(projection, records);
          made += Object.keys(rows).length;
          expect(rowsAfter(projection, shuffled)).toEqual(rows);
        }),
        { numRuns: 40 },
      );
      expect(made).toBeGreaterThan(0);
    },
  );

  it.each(ofKind('each').map((projection) => [projection.name, projection] as const))(
    '%s depend on one event each, and not on what stands',
    (_name, projection) => {
      fc.assert(
        fc.property(histories, (records) => {
          const places = new Map<string, string>();
          for (const { event, position } of unique(records)) {
            if (!(projection.from as readonly string[]).includes(position.topic)) continue;
            for (const key of projection.keysOf(event)) {
              const id = JSON.stringify(key);
              expect(places.get(id) ?? formatPosition(position)).toBe(formatPosition(position));
              places.set(id, formatPosition(position));
              const alone = projection.apply(undefined, event, position, key);
              expect(projection.apply({ anything: 'else' }, event, position, key)).toEqual(alone);
            }
          }
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each(ofKind('newest').map((projection) => [projection.name, projection] as const))(
    '%s are what the newest event alone makes of them',
    (_name, projection) => {
      fc.assert(
        fc.property(histories, (records) => {
          for (const row of Object.values(rowsAfter(projection, records))) {
            const maker = unique(records).find(
              ({ position }) => formatPosition(position) === row.eventPosition,
            ) as EventRecord;
            const [key] = projection.keysOf(maker.event);
            expect(projection.apply(undefined, maker.event, maker.position, key ?? {})).toEqual(row);
          }
        }),
        { numRuns: 20 },
      );
    },
  );
});
