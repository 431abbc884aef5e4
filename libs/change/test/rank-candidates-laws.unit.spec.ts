import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, rankCandidates } from '../src/index.js';
import { before, deployed, now, onset } from './changes.js';

const anomaly = { service: 'checkout', environment: 'production', onset };

const step = fc
  .record({
    service: fc.constantFrom('checkout', 'cart', null),
    environment: fc.constantFrom('production', 'staging', null),
    kind: fc.constantFrom('deployment' as const, 'flag' as const),
    lead: fc.integer({ min: -60, max: 5_000 }),
    exposure: fc.integer({ min: 0, max: 100 }),
    version: fc.constantFrom('v1', 'v2', 'v3'),
    blamable: fc.boolean(),
  })
  .map(({ lead, kind, ...rest }): Change => {
    const subject = kind === 'flag' ? 'new-cart' : (rest.service ?? 'cart');
    return deployed({
      ...rest,
      kind,
      subject,
      at: before(lead),
      ...(kind === 'flag' ? { flag: subject } : {}),
    });
  });
const steps = fc
  .array(step, { maxLength: 12 })
  .map((changes) => changes.map((change, n): Change => ({ ...change, eventId: `e-${n}` })));

const rank = (changes: readonly Change[]) => rankCandidates({ anomaly, changes, now });

describe('whatever changed', () => {
  it('probabilities add up to 1 and fall', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const probabilities = rank(changes).map(({ probability }) => probability);
        expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
      }),
    );
  });

  it('the order in which changes are told does not matter', () => {
    const shuffled = steps.chain((changes) =>
      fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length })),
    );
    fc.assert(
      fc.property(shuffled, ([changes, other]) => {
        expect(rank(other)).toEqual(rank(changes));
      }),
    );
  });

  it('nothing that began after the onset is suspected', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        for (const { change, probability } of rank(changes)) {
          if (change && Date.parse(change.at) > Date.parse(onset) + 2_000) expect(probability).toBe(0);
        }
      }),
    );
  });

  it('`none` always competes, and is certain where nothing changed', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        expect(rank(changes).some(({ change }) => change === null)).toBe(true);
      }),
    );
    expect(rank([])).toHaveLength(1);
    expect(rank([])[0]?.probability).toBe(1);
  });
});
