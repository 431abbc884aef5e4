import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskPermit,
  askPermit,
  BREAKER_MS,
  EVERYTHING,
  objectOf,
  type PermitAnswer,
  type Permitted,
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
const found = (over: Partial<Permitted> = {}): Permitted => ({
  already: false,
  lately: { all: 0, ofRule: 0 },
  ...over,
});

type Permit = AskPermit & { released: boolean };

/** What a store of permits finds, said anew: the one of the guardian does it in SQL. */
function permitted(given: readonly Permit[], asked: AskPermit): Permitted {
  const lately = given.filter(({ at }) => at > asked.at - BREAKER_MS);
  return {
    already: given.some(({ actionId }) => actionId === asked.actionId),
    holder: given.find(
      ({ released, object, change }) => !released && (object === asked.object || change === asked.change),
    ),
    lately: { all: lately.length, ofRule: lately.filter(({ rule }) => rule === asked.rule).length },
  };
}

describe('a permit to act alone', () => {
  it('is given, and given again for the same action', () => {
    expect(askPermit(found(), ask())).toEqual({ granted: true });
    expect(askPermit(found({ already: true, lately: { all: 2, ofRule: 2 } }), ask())).toEqual({
      granted: true,
    });
  });

  it('is not given for what is acted upon already', () => {
    const holder = { actionId: 'act-2', incident: 'inc-2' };
    expect(askPermit(found({ holder }), ask())).toEqual({
      granted: false,
      code: 'locked',
      because: 'act-2 of inc-2 acts on it already, until that incident is over.',
    });
  });

  it('is not given above the cap of an hour, and trips the breaker of whose cap it was', () => {
    const own = { rule: checkout, most: 1 };
    const both = [{ rule: EVERYTHING, most: 2 }, own];
    const answer = (all: number, ofRule: number): PermitAnswer =>
      askPermit(found({ lately: { all, ofRule } }), ask({ caps: both }));
    expect(answer(1, 0)).toEqual({ granted: true });
    expect(answer(2, 0)).toMatchObject({ code: 'cap', trips: { rule: EVERYTHING, most: 2, actions: 2 } });
    expect(answer(1, 1)).toMatchObject({ code: 'cap', trips: { ...own, actions: 1 } });
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
          const caps = [{ rule: EVERYTHING, most }];
          const one = ask({
            actionId: `act-${n}`,
            object: `flag/${object}`,
            change: `c-${change}`,
            at,
            caps,
          });
          if (askPermit(permitted(given, one), one).granted) given.push({ ...one, released: false });
          const held = given.filter(({ released }) => !released);
          expect(new Set(held.map((permit) => permit.object)).size).toBe(held.length);
          expect(new Set(held.map((permit) => permit.change)).size).toBe(held.length);
          for (const end of given) {
            const within = given.filter((permit) => permit.at <= end.at && permit.at > end.at - BREAKER_MS);
            expect(within.length).toBeLessThanOrEqual(most);
          }
          if (resolves)
            given = given.map((permit, index) => (index === 0 ? { ...permit, released: true } : permit));
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
