import { rulesOf } from '@hormesis/decider/testing';
import { describe, expect, it } from 'vitest';
import {
  changePolicy,
  defaultPolicy,
  type Policy,
  type PolicyState,
  type PolicyStatement,
  policyDecider,
  policyFor,
} from '../src/index.js';

const policy = (over: Partial<Policy>): Policy => ({ ...defaultPolicy(), ...over });
const policies = [
  policy({ rung: 'observe' }),
  policy({ environment: 'production', rung: 'recommend' }),
  policy({ service: 'checkout', rung: 'rollback' }),
  policy({ service: 'checkout', changeKind: 'flag', rung: 'kill' }),
  policy({ service: 'checkout', environment: 'staging', rung: 'observe' }),
];
const rungOf = (service: string, environment: string, kind: 'deployment' | 'flag' = 'deployment') =>
  policyFor(policies, { service, environment, kind }).rung;

describe('which policy holds', () => {
  it('is the most specific one; a service is more specific than an environment, and that than a kind of change', () => {
    expect(rungOf('checkout', 'staging')).toBe('observe');
    expect(rungOf('checkout', 'staging', 'flag')).toBe('observe');
    expect(rungOf('checkout', 'production')).toBe('rollback');
    expect(rungOf('checkout', 'production', 'flag')).toBe('kill');
    expect(rungOf('cart', 'production')).toBe('recommend');
    expect(rungOf('cart', 'dev')).toBe('observe');
  });

  it('is to recommend where none was set, or what is configured', () => {
    const touched = { service: 'cart', environment: 'dev', kind: 'flag' } as const;
    expect(policyFor([], touched).rung).toBe('recommend');
    expect(policyFor([], touched, defaultPolicy('kill')).rung).toBe('kill');
  });
});

describe('changing a policy', () => {
  const { given } = rulesOf(policyDecider, 'checkout/production');
  const rule = { service: 'checkout', environment: 'production', changeKind: '*' } as const;
  const scope = { service: { id: 'checkout' }, environment: { id: 'production' } };
  const changed = (data: object): PolicyStatement =>
    ({
      name: 'policy.changed',
      subject: 'checkout/production',
      data: { ...scope, ...data },
    }) as PolicyStatement;
  const change =
    (rung: Policy['rung'], over: object = {}) =>
    (state: PolicyState) =>
      changePolicy(state, { ...rule, rung, reason: 'trust', ...over });

  it('says what it was before, and why', () => {
    given()
      .when(change('rollback'))
      .then(changed({ rung: 'rollback', reason: 'trust' }));
    given(changed({ rung: 'rollback' }))
      .when(change('observe'))
      .then(changed({ rung: 'observe', previousRung: 'rollback', reason: 'trust' }));
  });

  it('does nothing when it is so already', () => {
    given(changed({ rung: 'kill' }))
      .when(change('kill'))
      .then();
  });

  it('keeps what is not named, and takes a cap away when told so', () => {
    const before = changed({ rung: 'kill', pinned: true, cap: 3, dryRun: true });
    given(before)
      .when(change('pause'))
      .then(
        changed({
          rung: 'pause',
          previousRung: 'kill',
          pinned: true,
          cap: 3,
          dryRun: true,
          reason: 'trust',
        }),
      );
    given(before)
      .when(change('kill', { cap: null, dryRun: false }))
      .then(changed({ rung: 'kill', previousRung: 'kill', pinned: true, reason: 'trust' }));
  });

  it('has a stream of its own for a kind of change', () => {
    given()
      .when(change('kill', { changeKind: 'flag' }))
      .then({
        ...changed({ changeKind: 'flag', rung: 'kill', reason: 'trust' }),
        subject: 'checkout/production/flag',
      });
  });
});
