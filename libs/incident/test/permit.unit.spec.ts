import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskPermit,
  askPermit,
  BREAKER_MS,
  EVERYTHING,
  objectOf,
  type Permit,
  ruleIdOf,
} from '../src/index.js';

const checkout = { service: 'checkout', environment: '*', changeKind: '*' } as const;
const ask = (over: Partial<AskPermit> = {}): AskPermit => ({
  actionId: 'act-1',
  rule: ruleIdOf(checkout),
  object: 'flag/new-cart',
  change: 'c-1',
  incident: 'inc-1',
  at: BREAKER_MS,
  caps: [{ rule: EVERYTHING, most: 2 }],
  ...over,
});
const permitOf = ({ caps: _caps, ...asked }: AskPermit): Permit => ({ ...asked, released: false });
const other = (n: number, over: Partial<AskPermit> = {}) =>
  ask({ actionId: `act-${n}`, object: `flag/${n}`, change: `c-${n}`, incident: `inc-${n}`, ...over });

describe('a permit to act alone', () => {
  it('is given, and given again for the same action', () => {
    expect(askPermit([], ask())).toEqual({ granted: true });
    expect(askPermit([permitOf(ask()), permitOf(other(2))], ask())).toEqual({ granted: true });
  });

  it('is not given for what is acted upon already, until that incident is over', () => {
    const held = permitOf(other(2, { object: 'flag/new-cart' }));
    expect(askPermit([held], ask())).toMatchObject({
      granted: false,
      code: 'locked',
      because: expect.stringContaining('act-2 of inc-2'),
    });
    expect(askPermit([{ ...held, released: true }], ask())).toEqual({ granted: true });
  });

  it('is not given for a change that is taken back already by other means', () => {
    const held = permitOf(other(2, { change: 'c-1' }));
    expect(askPermit([held], ask())).toMatchObject({ code: 'locked' });
  });

  it('is not given above the cap of an hour, and trips the breaker of whose cap it was', () => {
    const given = [permitOf(other(2)), { ...permitOf(other(3)), released: true }];
    expect(askPermit(given, ask())).toMatchObject({
      granted: false,
      code: 'cap',
      trips: { rule: EVERYTHING, most: 2, actions: 2 },
    });
    expect(askPermit(given, ask({ at: 2 * BREAKER_MS + 1 }))).toEqual({ granted: true });
    const own = { rule: checkout, most: 1 };
    expect(askPermit([permitOf(other(2))], ask({ caps: [own] }))).toMatchObject({
      trips: { rule: checkout },
    });
    expect(askPermit([permitOf(other(2, { rule: 'cart/*' }))], ask({ caps: [own] }))).toEqual({
      granted: true,
    });
  });

  it('never lets more through than the cap, nor two at once on one object or change, whatever comes', () => {
    const asked = fc.array(
      fc.record({
        object: fc.integer({ min: 0, max: 5 }),
        change: fc.integer({ min: 0, max: 8 }),
        after: fc.integer({ min: 0, max: BREAKER_MS / 4 }),
        resolves: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 4 }), (asks, most) => {
        let given: Permit[] = [];
        let at = 0;
        for (const [n, { object, change, after, resolves }] of asks.entries()) {
          at += after;
          const one = other(n, {
            object: `flag/${object}`,
            change: `c-${change}`,
            at,
            caps: [{ rule: EVERYTHING, most }],
          });
          if (askPermit(given, one).granted) given.push(permitOf(one));
          const held = given.filter(({ released }) => !released);
          expect(new Set(held.map((permit) => permit.object)).size).toBe(held.length);
          expect(new Set(held.map((permit) => permit.change)).size).toBe(held.length);
          for (const end of given) {
            const within = given.filter((permit) => permit.at <= end.at && permit.at > end.at - BREAKER_MS);
            expect(within.length).toBeLessThanOrEqual(most);
          }
          if (resolves)
            given = given.map((permit, index) => (index === 0 ? permit : { ...permit, released: true }));
        }
      }),
    );
  });
});

describe('what an action acts upon', () => {
  it('is the same for a pause and for what goes further', () => {
    expect(objectOf({ kind: 'pause', flag: 'f' })).toBe(objectOf({ kind: 'kill', flag: 'f' }));
    const place = { service: 'checkout', environment: 'production' };
    expect(objectOf({ kind: 'pause', ...place })).toBe(
      objectOf({ kind: 'rollback', ...place, toVersion: 'v1' }),
    );
  });
});
