import { rulesOf } from '@hormesis/decider/testing';
import type { DataOf } from '@hormesis/events';
import {
  type DeclaredDeployment,
  type FlagPolicy,
  type FlagPolicyStatement,
  faultOfDeployment,
  flagPolicyDecider,
  judgeDeployment,
  refuseDeployment,
  setFlagPolicy,
  settleFindings,
} from '@hormesis/flags';
import { describe, expect, it } from 'vitest';

const { given } = rulesOf(flagPolicyDecider, 'checkout');
const service = { id: 'checkout' };
const environment = { id: 'production' };
const declared: DeclaredDeployment = {
  service: 'checkout',
  environment: 'production',
  version: 'v7',
  userFacing: true,
};
const isKnown = (flag: string) => flag === 'checkout-v2';
const reason =
  'Users can notice what checkout v7 changes, and it is behind no flag. Put it behind one, and name the flag in the deployment.';

const violated = (data: Partial<DataOf<'flagpolicy.violated'>> = {}): FlagPolicyStatement => ({
  name: 'flagpolicy.violated',
  subject: 'checkout',
  data: { service, environment, version: 'v7', fault: 'no-flag', reason, deployment: 'd-1', ...data },
});
const settled = (data: Partial<DataOf<'flagpolicy.settled'>> = {}): FlagPolicyStatement => ({
  name: 'flagpolicy.settled',
  subject: 'checkout',
  data: { service, environment, how: 'flagged', deployment: 'd-2', ...data },
});
const judge =
  (deployment: string, about: Partial<DeclaredDeployment> = {}) =>
  (policy: FlagPolicy) =>
    judgeDeployment(policy, { ...declared, ...about, isKnown, deployment });

describe('a deployment', () => {
  it.each([
    ['that users cannot notice', { userFacing: false }, undefined],
    ['that says nothing of its users', { userFacing: undefined }, undefined],
    ['behind a flag that there is', { flag: 'checkout-v2' }, undefined],
    ['behind no flag', {}, 'no-flag'],
    ['behind a flag that nobody knows', { flag: 'nobody' }, 'unknown-flag'],
  ] as const)('%s', (_what, about, fault) => {
    expect(faultOfDeployment({ ...declared, ...about }, isKnown)?.fault).toBe(fault);
  });

  it('is reported once a version', () => {
    given().when(judge('d-1')).then(violated());
    given(violated()).when(judge('d-2')).then();
    const next = reason.replace('v7', 'v8');
    given(violated())
      .when(judge('d-3', { version: 'v8' }))
      .then(violated({ version: 'v8', reason: next, deployment: 'd-3' }));
  });

  it('settles what was found when it is behind a flag, and not when users notice nothing new', () => {
    given(violated())
      .when(judge('d-2', { version: 'v8', flag: 'checkout-v2' }))
      .then(settled());
    given(violated())
      .when(judge('d-2', { version: 'v8', userFacing: false }))
      .then();
    given(violated(), settled())
      .when(judge('d-3', { flag: 'checkout-v2' }))
      .then();
  });

  it('is reported in each environment for itself', () => {
    const staging = violated({ environment: { id: 'staging' } });
    given(staging).when(judge('d-1')).then(violated());
    expect(given(staging, violated(), settled()).state().findings).toMatchObject([
      { environment: 'staging' },
    ]);
  });
});

describe('what was found', () => {
  it('is settled by a rollback there, or by the end of the service everywhere', () => {
    const both = [violated(), violated({ environment: { id: 'staging' } })];
    given(...both)
      .when((policy) =>
        settleFindings(policy, { how: 'rolled-back', environment: 'production', deployment: 'd-2' }),
      )
      .then(settled({ how: 'rolled-back' }));
    given(...both)
      .when((policy) => settleFindings(policy, { how: 'removed', deployment: 'd-2' }))
      .then(settled({ how: 'removed' }), settled({ how: 'removed', environment: { id: 'staging' } }));
    given()
      .when((policy) => settleFindings(policy, { how: 'removed', deployment: 'd-2' }))
      .then();
  });
});

describe('the policy', () => {
  it('is set once, and says what it was', () => {
    const changed = (data: Partial<DataOf<'flagpolicy.changed'>>): FlagPolicyStatement => ({
      name: 'flagpolicy.changed',
      subject: 'checkout',
      data: { service, mode: 'refuse', ...data },
    });
    const refuse = (policy: FlagPolicy) => setFlagPolicy(policy, { mode: 'refuse', reason: 'we ramp' });
    given()
      .when(refuse)
      .then(changed({ reason: 'we ramp' }));
    given(changed({})).when(refuse).then();
    given(changed({ mode: 'off' }))
      .when(refuse)
      .then(changed({ previousMode: 'off', reason: 'we ramp' }));
  });

  it('notes what the gate refused', () => {
    given()
      .when((policy) => refuseDeployment(policy, { ...declared, isKnown }))
      .then({
        name: 'flagpolicy.refused',
        subject: 'checkout',
        data: { service, environment, version: 'v7', fault: 'no-flag', reason },
      });
    given()
      .when((policy) => refuseDeployment(policy, { ...declared, flag: 'checkout-v2', isKnown }))
      .then();
  });
});
