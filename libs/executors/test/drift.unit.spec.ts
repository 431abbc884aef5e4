import { isRefusal } from '@hormesis/decider';
import { type Event, type StatementOf, stateEvent } from '@hormesis/events';
import {
  agreementBy,
  closeDrift,
  type Drift,
  type DriftEvent,
  detectDrift,
  driftDecider,
  proposeToGit,
  sayStuck,
} from '@hormesis/executors';
import { describe, expect, it } from 'vitest';

const since = '2026-11-16T10:00:00.000Z';
const found = {
  service: { id: 'checkout' },
  environment: { id: 'production' },
  incident: 'inc-1',
  repository: 'acme/checkout',
  version: 'v413',
  toVersion: 'v412',
  reason: 'Rollout shop/checkout is aborted.',
};
const proposal = {
  pullRequest: 'https://github.com/acme/checkout/pull/7',
  number: 7,
  branch: 'hormesis/revert-act-1',
};

/** Lets rules decide one after the other, as the stream of one action. */
function after(...rules: ((drift: Drift) => ReturnType<typeof detectDrift>)[]) {
  const names: string[] = [];
  let drift = driftDecider.initial('act-1');
  for (const rule of rules) {
    const decision = rule(drift);
    if (isRefusal(decision)) throw new Error(decision.because);
    for (const statement of decision) {
      names.push(statement.name);
      drift = driftDecider.evolve(
        drift,
        stateEvent(statement, { source: '/test', time: since }) as DriftEvent,
      );
    }
  }
  return { names, drift };
}

const detect =
  (over: object = {}) =>
  (drift: Drift) =>
    detectDrift(drift, { ...found, ...over });
const propose = (drift: Drift) => proposeToGit(drift, proposal);
const stick = (drift: Drift) => sayStuck(drift, 'app.ts was changed again since.');
const close = (drift: Drift) => closeDrift(drift, { by: 'merge', reason: 'Merged.' });

describe('a drift', () => {
  it('lasts from the action until Git agrees', () => {
    expect(after(detect(), propose, close)).toMatchObject({
      names: ['drift.detected', 'drift.proposed', 'drift.closed'],
      drift: { phase: 'closed', since, version: 'v413', proposal, closed: { by: 'merge' } },
    });
  });

  it('is one, however often it is told', () => {
    expect(after(detect(), detect(), propose, propose, close, close, detect()).names).toEqual([
      'drift.detected',
      'drift.proposed',
      'drift.closed',
    ]);
  });

  it('says once why no pull request could be opened, and no longer when one was', () => {
    const { names, drift } = after(detect(), stick, stick, propose, stick);
    expect(names).toEqual(['drift.detected', 'drift.stuck', 'drift.proposed']);
    expect(drift.problem).toBeUndefined();
  });
});

describe('what makes them agree', () => {
  const { drift } = after(detect(), propose);
  const { drift: ofFlag } = after(detect({ flag: 'new-cart', version: undefined, toVersion: undefined }));
  const see = <S extends StatementOf>(statement: S, of: Drift, time = '2026-11-16T10:05:00.000Z') =>
    agreementBy(stateEvent(statement, { source: '/ci', time }) as Event, of);
  const deployed = (service: string, environment: string, version: string) =>
    ({
      name: 'service.upgraded',
      subject: service,
      data: { environment: { id: environment }, artifactId: `pkg:oci/${service}@${version}`, version },
    }) as const;
  const merged = (subject: string) => ({ name: 'change.merged', subject, data: {} }) as const;
  const defined = (state: 'ENABLED' | 'DISABLED') =>
    ({
      name: 'featureflag.defined',
      subject: 'new-cart',
      data: { definition: { state, variants: {} } },
    }) as const;
  const flipped = (state: 'ENABLED' | 'DISABLED', action?: string) =>
    ({
      name: 'featureflag.flipped',
      subject: 'new-cart',
      data: { state, ...(action ? { action } : {}) },
    }) as const;

  it.each([
    ['acme/checkout#7', 'merge'],
    ['https://github.com/acme/checkout/pull/7', 'merge'],
    ['Acme/Checkout/pull/7', 'merge'],
    ['hormesis/revert-act-1', 'merge'],
    ['acme/checkout#8', undefined],
    ['acme/other#7', undefined],
    ['7', undefined],
  ])('a merge of %s: %s', (subject, by) => {
    expect(see(merged(subject), drift)?.by).toBe(by);
  });

  it('something else that was deployed there, later', () => {
    expect(see(deployed('checkout', 'production', 'v414'), drift)).toEqual({
      by: 'deployment',
      reason: 'checkout v414 was deployed to production.',
    });
    expect(see(deployed('checkout', 'staging', 'v414'), drift)).toBeUndefined();
    expect(see(deployed('payments', 'production', 'v414'), drift)).toBeUndefined();
    expect(
      see(deployed('checkout', 'production', 'v414'), drift, '2026-11-16T09:59:00.000Z'),
    ).toBeUndefined();
  });

  it('the same version again: it says that the change is back', () => {
    expect(see(deployed('checkout', 'production', 'v413'), drift)?.reason).toContain('the change is back');
  });

  it('a flag that was defined anew, removed, or turned on by people', () => {
    expect(see(defined('DISABLED'), ofFlag)?.reason).toBe('Flag new-cart was defined anew: it is off.');
    expect(see({ name: 'featureflag.removed', subject: 'new-cart', data: {} }, ofFlag)?.by).toBe(
      'definition',
    );
    expect(see(flipped('ENABLED'), ofFlag)?.reason).toContain('turned on again');
    expect(see(flipped('ENABLED', 'act-2'), ofFlag)).toBeUndefined();
    expect(see(flipped('DISABLED'), ofFlag)).toBeUndefined();
    expect(see(deployed('checkout', 'production', 'v414'), ofFlag)).toBeUndefined();
  });
});
