import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTally, tallyOf } from '../src/store/checksum.js';
import { anomaly, recordOf } from './ledger.js';

const time = '2026-01-01T00:00:00.000Z';
const records = (ids: readonly string[]) =>
  ids.map((id, offset) => recordOf(anomaly('checkout', time, id), offset));
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 30 });

describe('the tally of records', () => {
  it('is the same however they are cut', () => {
    fc.assert(
      fc.property(ids, fc.nat(30), (named, cut) => {
        const all = records(named);
        const sum = addTally(tallyOf(all.slice(0, cut)), tallyOf(all.slice(cut)));
        expect(sum).toEqual(tallyOf(all));
      }),
    );
  });

  it('differs when one is missing, doubled or another', () => {
    fc.assert(
      fc.property(ids, fc.nat(29), (named, n) => {
        const all = records(named);
        const at = n % all.length;
        const { checksum } = tallyOf(all);
        const other = recordOf(anomaly('checkout', time, 'another one'), at);
        expect(tallyOf(all.toSpliced(at, 1)).checksum).not.toBe(checksum);
        expect(tallyOf([...all, ...all.slice(at, at + 1)]).checksum).not.toBe(checksum);
        expect(tallyOf(all.with(at, other)).checksum).not.toBe(checksum);
      }),
    );
  });

  it('fits into a signed number of 64 bits', () => {
    const { checksum } = tallyOf(records(Array.from({ length: 1_000 }, (_, n) => `e${n}`)));
    expect(BigInt.asIntN(64, checksum)).toBe(checksum);
  });
});
