import { describe, expect, it } from 'vitest';
import { titleOf } from '../src/index.js';
import { versionOf } from '../src/wording/version-of.js';
import { at, event } from './given-events.js';
import { assembled, backtested, corrected, fired, later } from './learning-stories.js';
import { ana, badDeployment, deployed } from './stories.js';

const production = { id: 'production' };

describe('a title', () => {
  it.each([
    [deployed(1, 'checkout', 'v413'), 'checkout v413 deployed to production by agent shipper for ana'],
    [
      deployed(1, 'checkout', 'v413', { exposure: 10 }),
      'checkout v413 deployed to production for 10 % of users by agent shipper for ana',
    ],
    [fired(1, 'pro-1', 'a1'), 'guard pro-1 fired on http.errors of checkout in production'],
    [
      later(1, 'pro-1', 'proposal.exercised', {
        by: 'recurrence',
        on: 'inc-2',
        outcome: 'caught',
        firedAt: at(1),
        detectedAt: at(41),
        leadMs: 40_000,
        before: ['person'],
        reason: 'It fired first.',
      }),
      'guard pro-1 caught inc-2, 40 s sooner by ana: It fired first.',
    ],
    [
      backtested(
        1,
        'It passes. It fires 40 s sooner. And so on, for figures that have no room on a line of the timeline: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19.',
      ),
      'proposal pro-1 passed its backtest by ana: It passes. It fires 40 s sooner.',
    ],
    [
      backtested(1, 'It passes.', [
        { tool: 'none', version: '', passed: false, says: 'not checked: no promtool' },
      ]),
      'proposal pro-1 left unchecked by ana: no promtool',
    ],
    [
      backtested(1, 'It passes.', [{ tool: 'flagd', version: '1', passed: false, says: 'no variant' }]),
      'proposal pro-1 refused by flagd by ana: It passes.',
    ],
    [
      later(1, 'pro-1', 'proposal.assigned', { owner: 'payments', due: at(9) }),
      'proposal pro-1 given to payments, until 2026-11-23 by ana',
    ],
    [
      later(1, 'pro-1', 'proposal.applied', { seen: 'rule-loaded', evidence: 'prometheus:9090' }),
      'proposal pro-1 is in force, as its rule is loaded by ana',
    ],
    [
      assembled('inc-1', 0),
      'case assembled, errors in http.errors of checkout after a change of deployment, stopped by rollback, not yet by flag: It was not behind a flag.',
    ],
    [
      corrected(1, 'inc-1', 'fc-2'),
      'class of inc-1 put right, errors in http.latency of checkout after a change of deployment by ana: It was slow.',
    ],
    [
      event(1, {
        name: 'featureflag.ramped',
        subject: 'new-cart',
        data: { variant: 'on', percentage: 25, environment: production },
      }),
      'flag new-cart ramped to 25 % on',
    ],
    [
      event(1, {
        name: 'drift.detected',
        subject: 'act-1',
        data: {
          service: { id: 'checkout' },
          incident: 'inc-1',
          repository: 'acme/checkout',
          version: 'v413',
          reason: 'aborted',
        },
      }),
      'acme/checkout still deploys checkout v413',
    ],
    [
      event(1, {
        name: 'drift.closed',
        subject: 'act-1',
        data: {
          service: { id: 'checkout' },
          repository: 'acme/checkout',
          by: 'merge',
          reason: 'acme/checkout#7 was merged.',
        },
      }),
      'acme/checkout agrees on checkout again: acme/checkout#7 was merged.',
    ],
    [
      event(1, {
        name: 'featureflag.rampscheduled',
        subject: 'new-cart',
        data: {
          variant: 'on',
          steps: [
            { percentage: 1, bakeSeconds: 60 },
            { percentage: 100, bakeSeconds: 60 },
          ],
          guards: [],
          onAnomaly: 'pause',
          from: 0,
        },
      }),
      'ramp of flag new-cart begun: 1 %, 100 % on',
    ],
    [
      event(1, {
        name: 'featureflag.ramppaused',
        subject: 'new-cart',
        data: { cause: 'no-data', reason: 'No window.' },
      }),
      'ramp of flag new-cart holds for want of data: No window.',
    ],
    [
      event(1, {
        name: 'flagpolicy.refused',
        subject: 'checkout',
        data: {
          service: { id: 'checkout' },
          environment: production,
          version: 'v7',
          fault: 'no-flag',
          reason: 'Put it behind one.',
        },
      }),
      'checkout v7 refused in production: it is behind no flag',
    ],
    [
      event(
        1,
        {
          name: 'policy.changed',
          subject: 'policy',
          data: { service: { id: '*' }, environment: production, rung: 'rollback' },
        },
        { actor: ana },
      ),
      'policy of all services in production set to rollback by ana',
    ],
    [
      event(1, {
        name: 'policy.suggested',
        subject: '*/production/flag',
        data: {
          service: { id: '*' },
          environment: production,
          changeKind: 'flag',
          rung: 'kill',
          currentRung: 'pause',
          reason: '14 right and 0 wrong.',
          record: { confirmed: 14, wrong: 0, precision: 1, atLeast: 0.807, atMost: 1 },
        },
      }),
      'kill suggested for all services in production: 14 right and 0 wrong.',
    ],
    [
      event(1, {
        name: 'freeze.declared',
        subject: 'frz-1',
        data: { service: { id: 'checkout' }, environment: { id: '*' }, reason: 'the sale' },
      }),
      'freeze of checkout in all environments declared: the sale',
    ],
    [
      event(1, {
        name: 'mark.placed',
        subject: 'version/checkout/*/v7',
        data: {
          service: { id: 'checkout' },
          environment: { id: '*' },
          version: 'v7',
          reason: 'a migration',
        },
      }),
      'checkout v7 marked as not to be rolled back: a migration',
    ],
    [
      event(1, {
        name: 'breaker.tripped',
        subject: '*/*',
        data: {
          service: { id: '*' },
          environment: { id: '*' },
          actions: 10,
          cap: 10,
          until: '2026-11-23T10:00:00Z',
          reason: 'It acted 10 times in an hour.',
        },
      }),
      'the guardian only recommends for all services in all environments: It acted 10 times in an hour.',
    ],
    [
      event(1, {
        name: 'action.judged',
        subject: 'act-1',
        data: {
          service: { id: 'checkout' },
          incident: 'inc-1',
          target: { kind: 'pause', flag: 'new-cart' },
          verdict: 'wrong',
          by: 'person',
          reason: 'It was the provider.',
        },
      }),
      'pausing the ramp of flag new-cart was wrong: It was the provider.',
    ],
    [
      event(1, {
        name: 'incident.recovered',
        subject: 'inc-1',
        data: {
          service: { id: 'checkout' },
          action: 'act-1',
          seconds: 41.2,
          method: 'reverse-test/1',
          evidence: ['3 of 900 were bad.'],
        },
      }),
      'incident of checkout recovered 41 s after the action: 3 of 900 were bad.',
    ],
    [
      event(
        1,
        { name: 'incident.annotated', subject: 'inc-1', data: { note: 'The database\n was full.' } },
        { actor: ana },
      ),
      'note by ana: The database was full.',
    ],
    [
      event(1, {
        name: 'compute.oomkilled',
        subject: 'pod-7',
        data: { service: { id: 'cart' }, environment: production, instance: 'pod-7' },
      }),
      'pod-7 ended for want of memory in production',
    ],
  ])('is a plain sentence: %#', (given, title) => {
    expect(titleOf(given)).toBe(title);
  });

  it('is one line, whatever happened', () => {
    for (const one of badDeployment()) expect(titleOf(one)).toMatch(/^[^\n]+$/);
  });

  it('names an unknown type as it is', () => {
    const name = 'dev.cdeventsx.acme-cake.baked.1.0.0';
    const unknown = { name, type: name, id: '1', source: '/acme', subject: 'cake-1', time: '', data: {} };
    expect(titleOf(unknown)).toBe('dev.cdeventsx.acme-cake.baked.1.0.0 of cake-1');
  });
});

describe('the version that people know', () => {
  it.each([
    [{ version: 'v413', artifactId: 'pkg:oci/checkout@1' }, 'v413'],
    [{ artifactId: 'pkg:npm/checkout@4.1.3?arch=x' }, '4.1.3'],
    [{ artifactId: 'pkg:oci/checkout@sha256%3A0123456789abcdef0123' }, '0123456789ab'],
    [{ artifactId: 'checkout' }, null],
    [{ artifactId: 'pkg:oci/checkout@%zz' }, '%zz'],
  ])('%j', (data, version) => {
    expect(versionOf(data)).toBe(version);
  });
});
