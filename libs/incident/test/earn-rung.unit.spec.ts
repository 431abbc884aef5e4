import { rulesOf } from '@hormesis/decider/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultPolicy,
  earnRung,
  lowerBound,
  moveOf,
  type Policy,
  type PolicyState,
  type PolicyStatement,
  policyDecider,
  trackRecord,
} from '../src/index.js';

const policy = (over: Partial<Policy> = {}): Policy => ({ ...defaultPolicy('kill'), ...over });

describe('a track record', () => {
  it('has the bounds of Clopper and Pearson', () => {
    expect(trackRecord(14, 0)).toEqual({ confirmed: 14, wrong: 0, precision: 1, atLeast: 0.807, atMost: 1 });
    // Tables for 10 of 20, one-sided at 95 %: 0.302 to 0.698.
    expect(trackRecord(10, 10)).toMatchObject({ atLeast: 0.302, atMost: 0.698 });
    expect(trackRecord(0, 0)).toEqual({ confirmed: 0, wrong: 0, precision: 0, atLeast: 0, atMost: 1 });
    expect(lowerBound(29, 29)).toBeCloseTo(0.05 ** (1 / 29), 6);
  });

  it('never has the true part outside of both bounds, and tightens with more of the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), (confirmed, wrong) => {
        const { precision, atLeast, atMost } = trackRecord(confirmed, wrong);
        if (confirmed + wrong > 0) expect(atLeast).toBeLessThanOrEqual(precision);
        expect(precision).toBeLessThanOrEqual(atMost);
        expect(trackRecord(confirmed + 1, wrong).atLeast).toBeGreaterThanOrEqual(atLeast);
        expect(trackRecord(confirmed, wrong + 1).atMost).toBeLessThanOrEqual(atMost);
      }),
    );
  });
});

describe('where a record moves a rule', () => {
  it('is up when it is surely precise enough: 14 right in a row for 80 %, 29 for 90 %', () => {
    expect(moveOf(policy(), trackRecord(13, 0))).toBeUndefined();
    expect(moveOf(policy(), trackRecord(14, 0))).toMatchObject({ to: 'rollback', how: 'up' });
    expect(moveOf(policy({ precision: 0.9 }), trackRecord(28, 0))).toBeUndefined();
    expect(moveOf(policy({ precision: 0.9 }), trackRecord(29, 0))).toMatchObject({ to: 'rollback' });
  });

  it('is down when it is surely not: two wrong of two for 80 %, never one alone', () => {
    expect(moveOf(policy(), trackRecord(0, 1))).toBeUndefined();
    expect(moveOf(policy(), trackRecord(0, 2))).toMatchObject({ to: 'pause', how: 'down' });
    expect(moveOf(policy(), trackRecord(10, 2))).toBeUndefined();
    expect(moveOf(policy({ rung: 'pause' }), trackRecord(0, 2))).toMatchObject({ to: 'recommend' });
  });

  it('is nowhere from the ends, and nowhere when the rung is pinned', () => {
    expect(moveOf(policy({ rung: 'rollback' }), trackRecord(50, 0))).toBeUndefined();
    expect(moveOf(policy({ rung: 'recommend' }), trackRecord(0, 9))).toBeUndefined();
    expect(moveOf(policy({ rung: 'observe' }), trackRecord(50, 0))).toBeUndefined();
    expect(moveOf(policy({ pinned: true }), trackRecord(50, 0))).toBeUndefined();
    expect(moveOf(policy({ pinned: true }), trackRecord(0, 9))).toBeUndefined();
  });
});

describe('earning a rung', () => {
  const { given } = rulesOf(policyDecider, '*/*');
  const scope = { service: { id: '*' }, environment: { id: '*' } };
  const set: PolicyStatement = { name: 'policy.changed', subject: '*/*', data: { ...scope, rung: 'kill' } };
  const learn = (over: Partial<Policy>, right: number, wrong: number) => (state: PolicyState) =>
    earnRung(state, { policy: policy(over), record: trackRecord(right, wrong) });
  const why =
    '14 right and 0 wrong since it is on “kill”: its precision is at least 80.7 %, and 80 % are asked for.';
  const suggested: PolicyStatement = {
    name: 'policy.suggested',
    subject: '*/*',
    data: {
      ...scope,
      rung: 'rollback',
      currentRung: 'kill',
      reason: `Changes of all services in all environments: ${why}`,
      record: trackRecord(14, 0),
    },
  };

  it('is suggested, once for a rung', () => {
    given(set)
      .when(learn({}, 14, 0))
      .then(suggested);
    given(set, suggested)
      .when(learn({}, 15, 0))
      .then();
  });

  it('is taken where policy says so, with the figures', () => {
    given(set)
      .when(learn({ earn: 'automatic' }, 14, 0))
      .then({
        name: 'policy.changed',
        subject: '*/*',
        data: {
          ...scope,
          rung: 'rollback',
          previousRung: 'kill',
          earn: 'automatic',
          reason: why,
          record: trackRecord(14, 0),
        },
      });
  });

  it('is lost at once, whether or not people are asked about earning', () => {
    given(set)
      .when(learn({}, 1, 3))
      .then({
        name: 'policy.changed',
        subject: '*/*',
        data: {
          ...scope,
          rung: 'pause',
          previousRung: 'kill',
          reason:
            '1 right and 3 wrong since it is on “kill”: its precision is at most 75.1 %, and 80 % are asked for.',
          record: trackRecord(1, 3),
        },
      });
  });
});
