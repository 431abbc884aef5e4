import type { Candidate, Change } from '@hormesis/change';
import { describe, expect, it } from 'vitest';
import {
  type Circumstances,
  callersIn,
  type Freeze,
  judge,
  type Mark,
  type Policy,
  type WhatWasNoticed,
  withhold,
} from '../src/index.js';
import { deploy, flip, ladder, sure, suspect } from './story.js';

const now = new Date('2026-01-05T10:00:21.000Z');
const at = { service: 'checkout', environment: 'production' };

function judged(
  candidates: readonly Candidate[],
  policy: Partial<Policy> = {},
  over: Partial<Circumstances> = {},
) {
  const changes = candidates.flatMap(({ change }) => change ?? []);
  return judge(candidates, { ...at, ladder: ladder(policy), changes, now, ...over });
}
const only = (judgement: ReturnType<typeof judged>) => {
  expect(judgement.steps).toHaveLength(1);
  const [step] = judgement.steps;
  if (!step) throw new Error('no step');
  return step;
};
const freeze: Freeze = { id: 'f', ...at, reason: 'It is the sale', declaredAt: now.toISOString() };
const mark: Mark = {
  id: 'm',
  ...at,
  version: 'v413',
  reason: 'It migrated the orders',
  placedAt: now.toISOString(),
};

describe('the guardian acts alone', () => {
  it('where nothing speaks against it, and says what goes with it', () => {
    expect(only(judged(sure(flip)))).toMatchObject({
      how: 'act',
      target: { kind: 'kill', flag: 'new-cart' },
      blast: { exposure: 100, changes: 0 },
      withheld: [],
    });
    expect(only(judged(sure(deploy), {}, { callersOf: () => 3 }))).toMatchObject({
      how: 'act',
      target: { kind: 'rollback', toVersion: 'v412' },
      blast: { exposure: 100, changes: 0, callers: 3 },
    });
  });

  it.each<[string, string, ReturnType<typeof judged>]>([
    ['probability', 'less than the 0.9', judged([suspect(flip, 0.85), suspect(null, 0.1)])],
    [
      'margin',
      '“checkout v413 deployed to production”, is nearly as likely',
      judged([suspect(flip, 0.95), suspect(deploy, 0.7)]),
    ],
    ['rung', 'Policy leaves it to a person.', judged(sure(flip), { rung: 'recommend' })],
    [
      'rung',
      'Policy lets the guardian turn flags off alone, and leaves it to a person to roll back.',
      judged(sure(deploy), { rung: 'kill' }),
    ],
    [
      'irreversible',
      'not to be taken back automatically',
      judged(sure({ ...deploy, flag: 'new-cart', reversible: false })),
    ],
    ['blast-radius', 'Nobody said what ran before', judged(sure(without(deploy, 'previousVersion')))],
    [
      'marked',
      'It migrated the orders.',
      judged(sure(deploy), {}, { ladder: ladder({}, { marks: [mark] }) }),
    ],
    [
      'marked',
      'not to be rolled back',
      judged(sure(flip), {}, { ladder: ladder({}, { marks: [{ ...mark, changeId: flip.eventId }] }) }),
    ],
    [
      'frozen',
      'during a freeze: It is the sale.',
      judged(
        sure({ ...flip, environment: null }),
        {},
        { environment: 'staging', ladder: ladder({}, { freezes: [freeze] }) },
      ),
    ],
    [
      'frozen',
      'during a freeze: It is the sale.',
      judged(sure(flip), {}, { ladder: ladder({}, { freezes: [freeze] }) }),
    ],
    ['late', 'told too late', judged(sure(flip), {}, { told: 'late' })],
    ['dry-run', 'This is a dry run: it would have acted.', judged(sure(flip), { dryRun: true })],
    [
      'guard',
      'Only the guard pro-1 fired',
      judged(sure(deploy), {}, { noticed: { guard: 'pro-1', others: [] } }),
    ],
    [
      'guard',
      'of users who have “flag new-cart turned on”',
      judged(
        sure(deploy),
        {},
        { changes: [flip, deploy], noticed: { guard: 'pro-1', change: { id: 'flip-1' } } },
      ),
    ],
    [
      'guard',
      'of users who have another change',
      judged(sure(deploy), {}, { noticed: { guard: 'pro-1', others: [{ id: 'unknown' }] } }),
    ],
    [
      'drill',
      'A drill is under way: drl-1. This is a dry run: it would have acted.',
      judged(sure(flip), {}, { drillAt: () => ({ id: 'drl-1', isOver: false }) }),
    ],
    [
      'drill',
      'A drill was under way: drl-1.',
      judged(sure(flip), {}, { drillAt: () => ({ id: 'drl-1', isOver: true }) }),
    ],
  ])('else it recommends and says why: %s', (code, sentence, judgement) => {
    const step = only(judgement);
    expect(step).toMatchObject({ how: 'recommend', withheld: [code] });
    expect(step.reason).toContain(sentence);
  });

  it.each<[string, WhatWasNoticed, Change[]]>([
    ['itself', { guard: 'pro-1', change: { id: 'deploy-1', source: '/hormesis/flags' } }, []],
    [
      'by an earlier step of it',
      { guard: 'pro-1', change: { id: 'deploy-0' } },
      [{ ...deploy, eventId: 'deploy-0' }],
    ],
    [
      'by something else of the incident',
      { guard: 'pro-1', others: [{ id: 'else' }, { id: 'deploy-1' }] },
      [],
    ],
    ['not, but no guard noticed it', {}, []],
  ])('where a guard fired and the change is named: %s', (_, noticed, more) => {
    const changes = [deploy, ...more];
    expect(only(judged(sure(deploy), {}, { changes, noticed })).how).toBe('act');
  });

  it('not on what a drill harms, which is a dry run only where nothing else speaks against it', () => {
    const drillAt = ({ service }: { service: string }) =>
      service === 'checkout' ? { id: 'drl-1', isOver: false } : undefined;
    const more = { drillAt };
    expect(only(judged(sure(flip), {}, more))).toMatchObject({ dryRun: true, withheld: ['drill'] });
    const doubted = only(judged(sure(flip), { rung: 'recommend' }, more));
    expect(doubted).toMatchObject({ how: 'recommend', withheld: ['rung', 'drill'] });
    expect(doubted).not.toHaveProperty('dryRun');
    const elsewhere = { ...flip, service: 'cart' };
    expect(only(judged(sure(elsewhere), {}, { ...more, service: 'cart' })).how).toBe('act');
    expect(only(judged(sure(elsewhere), {}, more)).withheld).toEqual(['drill']);
  });

  it('not while a breaker is open that covers the rule', () => {
    const open = {
      rule: { service: '*', environment: '*', changeKind: '*' as const },
      since: '2026-01-05T09:30:00.000Z',
      until: '2026-01-05T10:30:00.000Z',
      reason: 'It acted 10 times in an hour.',
    };
    const held = judged(sure(flip), {}, { ladder: ladder({}, { breakers: [open] }) });
    expect(only(held)).toMatchObject({ how: 'recommend', withheld: ['breaker'] });
    const later = new Date('2026-01-05T10:30:00.000Z');
    expect(only(judged(sure(flip), {}, { now: later, ladder: ladder({}, { breakers: [open] }) })).how).toBe(
      'act',
    );
  });

  it('not where a rollback would also take back what must stay', () => {
    const next = {
      ...deploy,
      eventId: 'deploy-2',
      version: 'v414',
      summary: 'checkout v414',
      at: '2026-01-05T09:59:50.000Z',
    };
    const changes = [deploy, { ...next, reversible: false }];
    expect(only(judged(sure(deploy), {}, { changes }))).toMatchObject({
      how: 'recommend',
      withheld: ['marked'],
      blast: { changes: 1 },
      reason: expect.stringContaining('It would also take back “checkout v414”, which must stay.'),
    });
    expect(only(judged(sure(deploy), {}, { changes: [deploy, next] }))).toMatchObject({
      how: 'act',
      blast: { changes: 1 },
    });
  });

  it('by the rule of what it acts upon, not of what alarms', () => {
    const elsewhere = { ...flip, service: 'cart' };
    const policies = [
      { ...ladder().policies[0], service: 'cart', rung: 'recommend' } as Policy,
      ...ladder().policies,
    ];
    expect(only(judged(sure(elsewhere), {}, { ladder: ladder({}, { policies }) }))).toMatchObject({
      how: 'recommend',
      rule: { service: 'cart', environment: '*', changeKind: '*' },
    });
  });
});

describe('what is on its way to more users', () => {
  const rollout = { ...deploy, exposure: 20 };

  it('is paused where it may not be taken back alone', () => {
    expect(judged(sure(rollout), { rung: 'kill' }).steps).toMatchObject([
      { how: 'act', target: { kind: 'pause', service: 'checkout', environment: 'production' } },
      { how: 'recommend', target: { kind: 'rollback' }, withheld: ['rung'] },
    ]);
    expect(judged(sure({ ...rollout, reversible: false })).steps).toMatchObject([
      { how: 'act', target: { kind: 'pause' } },
    ]);
  });

  it('is not paused by one who is not sure, nor where it may be taken back', () => {
    expect(only(judged([suspect(rollout, 0.6), suspect(null, 0.4)], { rung: 'pause' }))).toMatchObject({
      how: 'recommend',
      target: { kind: 'rollback' },
    });
    expect(only(judged(sure(rollout)))).toMatchObject({ how: 'act', target: { kind: 'rollback' } });
  });
});

describe('a step that may not be done now', () => {
  it('is left to a person, with one more reason', () => {
    const step = withhold(only(judged(sure(flip))), 'cap', 'It has acted twice.');
    expect(step).toMatchObject({ how: 'recommend', withheld: ['cap'] });
    expect(step.reason).toMatch(/Policy lets the guardian act\. It has acted twice\.$/);
  });
});

function without<T extends object, Key extends keyof T>(value: T, key: Key): Omit<T, Key> {
  const { [key]: _gone, ...rest } = value;
  return rest;
}

describe('who calls a service', () => {
  it('is counted in the call graph, itself left out; without one nobody knows', () => {
    const graph = { web: ['checkout'], cart: ['checkout', 'stock'], checkout: ['checkout', 'stock'] };
    expect(callersIn(graph)('checkout')).toBe(2);
    expect(callersIn(graph)('mail')).toBe(0);
    expect(callersIn(undefined)('checkout')).toBeUndefined();
  });
});
