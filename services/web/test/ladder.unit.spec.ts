import { describe, expect, it } from 'vitest';
import { affectedBy } from '../src/live/affected.js';
import { emptyFreeze, freezeOf, freezeTimes } from '../src/pages/policy/freeze-form.js';
import { heldBackWords, placeWords, recordWords } from '../src/pages/policy/policy-words.js';
import { ruleChange, ruleForm } from '../src/pages/policy/rule-form.js';
import { noPolicies, policies } from './mock/ladder-fixtures.js';

const now = Date.UTC(2026, 10, 16, 12);
const known = policies(now);
const rule = known.policies[0] as (typeof known.policies)[number];

it('a rule says where it holds', () => {
  expect(placeWords(rule)).toBe('checkout in production');
  expect(placeWords({ service: '*', environment: '*', changeKind: 'flag' })).toBe(
    'flags of all services in all environments',
  );
});

it('a record says how right it was, and what the next rung asks for', () => {
  expect(recordWords(rule)).toBe(
    '15 right, 0 wrong: 100\u00a0% right, at least 82\u00a0%. That earns the next rung.',
  );
  expect(known.policies.map(recordWords).slice(1)).toEqual([
    '9 right, 2 wrong: 82\u00a0% right, at least 53\u00a0%. At least 80\u00a0% earns the next rung.',
    'No verdict yet on this rung.',
  ]);
});

it('what keeps the guardian from acting is said in one sentence, and only when something does', () => {
  expect(heldBackWords(noPolicies(now))).toBeUndefined();
  expect(heldBackWords(known)).toBe(
    'The guardian only recommends where its breaker is open for flags of search in production; a freeze holds for all services in production.',
  );
});

describe('changing a rung', () => {
  it('begins at the rung that was earned, and sends it with a reason', () => {
    const form = { ...ruleForm(rule, 'recommend'), reason: ' Fifteen right ones ' };
    expect(ruleChange(form).change).toMatchObject({
      service: 'checkout',
      rung: 'pause',
      precision: 0.8,
      cap: null,
      reason: 'Fifteen right ones',
    });
  });

  it('says what is wrong, field by field', () => {
    const { change, wrong } = ruleChange({ ...ruleForm(undefined, 'observe'), precision: '40', cap: '1.5' });
    expect(change).toBeUndefined();
    expect(Object.keys(wrong).sort()).toEqual(['cap', 'precision', 'reason']);
  });
});

describe('a freeze', () => {
  const form = { ...emptyFreeze('Europe/Berlin'), reason: 'The sale' };

  it('ends at a time, each week, or when it is lifted', () => {
    expect(freezeOf({ ...form, until: '2026-12-01T00:00' }).freeze).toMatchObject({
      until: '2026-12-01T00:00:00.000Z',
    });
    expect(freezeOf({ ...form, kind: 'weekly' }).freeze).toMatchObject({
      weekly: { from: 'fri 16:00', to: 'mon 08:00', timeZone: 'Europe/Berlin' },
    });
    expect(freezeOf(form).freeze).toEqual({ service: '*', environment: '*', reason: 'The sale' });
  });

  it('is not declared with a moment that is none', () => {
    expect(freezeOf({ ...form, kind: 'weekly', to: 'monday' })).toEqual({ wrong: { to: 'Like fri 16:00.' } });
  });

  it('says when it holds', () => {
    expect(known.freezes.map((freeze) => freezeTimes(freeze, (at) => at.slice(0, 10)))).toEqual([
      'until 2026-11-16',
      'each week fri 16:00 to mon 08:00 (Europe/Berlin)',
    ]);
  });
});

it('events about policies, drift and the flag policy refresh what shows them', () => {
  const refreshed = (name: string) => affectedBy({ kind: 'other', name, incident: null });
  expect(refreshed('breaker.tripped')).toContain('policy');
  expect(refreshed('drift.closed')).toContain('drift');
  expect(refreshed('flagpolicy.reported')).toContain('flag-findings');
});
