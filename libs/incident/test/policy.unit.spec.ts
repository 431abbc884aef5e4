import { rulesOf } from '@hormesis/decider/testing';
import { describe, expect, it } from 'vitest';
import {
  changePolicy,
  type Policy,
  type PolicyState,
  type PolicyStatement,
  policyDecider,
  policyFor,
} from '../src/index.js';

const policies: Policy[] = [
  { service: '*', environment: '*', mode: 'observe' },
  { service: '*', environment: 'production', mode: 'recommend' },
  { service: 'checkout', environment: '*', mode: 'act' },
  { service: 'checkout', environment: 'staging', mode: 'observe' },
];

describe('which policy holds', () => {
  it('is the most specific one; a service is more specific than an environment', () => {
    expect(policyFor(policies, 'checkout', 'staging')).toBe('observe');
    expect(policyFor(policies, 'checkout', 'production')).toBe('act');
    expect(policyFor(policies, 'cart', 'production')).toBe('recommend');
    expect(policyFor(policies, 'cart', 'dev')).toBe('observe');
  });

  it('is to recommend where none was set, or what is configured', () => {
    expect(policyFor([], 'cart', 'dev')).toBe('recommend');
    expect(policyFor([], 'cart', 'dev', 'act')).toBe('act');
  });
});

describe('changing a policy', () => {
  const { given } = rulesOf(policyDecider, 'checkout/production');
  const scope = { service: { id: 'checkout' }, environment: { id: 'production' } };
  const changed = (data: object): PolicyStatement =>
    ({
      name: 'policy.changed',
      subject: 'checkout/production',
      data: { ...scope, ...data },
    }) as PolicyStatement;
  const change = (mode: Policy['mode']) => (state: PolicyState) =>
    changePolicy(state, { service: 'checkout', environment: 'production', mode, reason: 'trust' });

  it('says what it was before, and why', () => {
    given()
      .when(change('act'))
      .then(changed({ mode: 'act', reason: 'trust' }));
    given(changed({ mode: 'act' }))
      .when(change('observe'))
      .then(changed({ mode: 'observe', previousMode: 'act', reason: 'trust' }));
  });

  it('does nothing when it is so already', () => {
    given(changed({ mode: 'act' }))
      .when(change('act'))
      .then();
  });
});
