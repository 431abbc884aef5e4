import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, newLedger } from '../src/audit/ledger.js';
import { runOf } from '../src/audit/locate.js';
import type { Sighting } from '../src/audit/sighting.js';
import { SightingQueue } from '../src/audit/sighting-queue.js';
import { nothing, sameTally, subtractTally } from '../src/audit/subtract-tally.js';
import { addTally, type Tally, tallyOf } from '../src/store/checksum.js';
import { deployed, recordOf } from './ledger.js';

const records = Array.from({ length: 40 }, (_, n) =>
  recordOf(deployed('checkout', `v${n}`, '2026-01-01T00:00:00.000Z', `id-${n}`), n),
);
const tallies = records.map((record) => ({ offset: record.position.offset, tally: tallyOf([record]) }));
const sum = (from: number, to: number): Tally => tallyOf(records.slice(from, to));
const range = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => (a < b ? [a, b] : [b, a]) as [number, number]);
const tally = fc.record({
  records: fc.nat(1_000_000),
  checksum: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
});

describe('tallies', () => {
  it('come apart as they were put together', () => {
    fc.assert(
      fc.property(tally, tally, (a, b) => {
        expect(subtractTally(addTally(a, b), b)).toEqual(a);
        expect(sameTally(subtractTally(a, a), nothing)).toBe(true);
      }),
    );
  });

  it('of a stretch are those of its end without those of its beginning', () => {
    fc.assert(
      fc.property(range, ([from, to]) => {
        expect(subtractTally(sum(0, to), sum(0, from))).toEqual(sum(from, to));
      }),
    );
  });
});

describe('a run of records', () => {
  it('is found by its tally, wherever it stands', () => {
    fc.assert(
      fc.property(
        range.filter(([from, to]) => from < to),
        ([from, to]) => {
          expect(runOf(sum(from, to), tallies)).toEqual({ from, to });
        },
      ),
    );
  });

  it('is not found where the records do not stand side by side', () => {
    expect(runOf(addTally(sum(3, 4), sum(7, 8)), tallies)).toBeUndefined();
  });
});

describe('comparing', () => {
  it('says what a keeper lacks or has too much, whatever it has taken in', () => {
    fc.assert(
      fc.property(range, range, fc.boolean(), ([first, last], [from, to], hasTwice) => {
        fc.pre(hasTwice || (from >= first && to <= last));
        const log = sum(0, last);
        const { ledger } = compare(newLedger(0, nothing), { at: first, tally: sum(0, first) }, sum(0, first));
        const taken = hasTwice ? addTally(log, sum(from, to)) : subtractTally(log, sum(from, to));
        const { difference, isWhole } = compare(ledger, { at: last, tally: taken }, log);
        expect(isWhole).toBe(from === to);
        expect(difference?.surplus.records ?? 0).toBe(hasTwice ? to - from : from - to);
      }),
    );
  });
});

describe('sightings that wait', () => {
  const sighting = (at: number, count = at): Sighting => ({
    keeper: { name: 'ledger', build: 1 },
    topic: 't',
    partition: 0,
    from: 0,
    at,
    tally: { records: count, checksum: 0n },
    movedAt: 0,
    isCurrent: true,
    trouble: null,
  });

  it('are few, lie near one another, and end with the last', () => {
    const queue = new SightingQueue();
    for (let at = 100; at <= 500_000; at += 100) queue.add(sighting(at), 0);
    const places = queue.waiting.map(({ at }) => at);
    expect(places.at(-1)).toBe(500_000);
    expect(places.length).toBeLessThanOrEqual(100);
    const distances = places.map((at, n) => at - (places[n - 1] ?? 0));
    expect(Math.max(...distances)).toBeLessThanOrEqual(10_100);
  });

  it('are bounded however far the audit is behind', () => {
    const queue = new SightingQueue();
    for (let at = 0; at <= 100_000_000; at += 20_000) queue.add(sighting(at), 0);
    expect(queue.waiting.length).toBeLessThanOrEqual(128);
    expect(queue.waiting.at(-1)?.at).toBeGreaterThan(99_000_000);
  });

  it('keep a step back', () => {
    const queue = new SightingQueue();
    for (const next of [sighting(50), sighting(30, 50), sighting(60, 80)]) queue.add(next, 0);
    expect(queue.waiting.map(({ at }) => at)).toContain(30);
  });
});
