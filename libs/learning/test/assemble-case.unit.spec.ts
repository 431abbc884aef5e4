import type { DataOf, EventOf } from '@hormesis/events';
import { assembleCase, incidentCase, type SignalWindow } from '@hormesis/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, event } from './support/events.js';
import { deployed, errorWindows, story, storyEvents, type Told } from './support/story.js';
import { silentWindows, slowWindows } from './support/windows.js';

const of = { service: { id: 'checkout' }, environment: { id: 'production' } };
const inIncident = { correlationId: 'inc-7f3a' };
const basket = { method: 'GET' as const, path: '/basket/42', status: 500 };

function assembled(told: Told = {}, ...more: readonly EventOf[]) {
  const { events, windows } = storyEvents(told);
  return assembleCase(incidentCase('inc-7f3a', [...events, ...more], windows));
}

describe('a case', () => {
  it('says what failed, how it reached users, and how many it hurt', () => {
    const change = deployed('checkout', 'production', { exposure: 25, preview: 'pr-12', testsRun: ['unit'] });
    expect(assembled({ change, failingRequest: basket })).toMatchObject({
      class: {
        service: 'checkout',
        metric: 'http.errors',
        failure: 'errors',
        change: 'deployment',
        signature: 'GET /basket/{id} → 500',
      },
      detectedBy: 'alertmanager',
      stoppedBy: 'people',
      shouldHave: 'preview',
      reached:
        'The deployment of checkout (v413), reached 25 % of the users at once, behind no flag, tried in the preview pr-12, after the tests unit.',
      exposedUserSeconds: 24 * 145,
      exemplars: 1,
      explained: expect.arrayContaining([expect.stringContaining('“deployment”')]),
    });
  });

  it('counts bad requests beyond the normal only, and none after the end', () => {
    const windows = errorWindows({ normalShare: 0.1, badShare: 0.1, during: 40 });
    expect(assembled({ windows }).exposedUserSeconds).toBe(0);
    expect(assembled({ windows: [] }).exposedUserSeconds).toBeNull();
  });

  it('is confirmed by another detector, or by harm beyond chance: not by the guard that opened it', () => {
    const quiet = errorWindows({ normalShare: 0.1, badShare: 0.1, during: 40 });
    const byChance = errorWindows({ normalShare: 0.1, badShare: 0.102, during: 40 });
    expect(assembled({ windows: quiet }).confirmedBy).toBe('detector');
    const opened = { method: 'guard', guard: 'pro-1' };
    expect(assembled({ ...opened, windows: quiet }).confirmedBy).toBeNull();
    expect(assembled({ ...opened, windows: byChance })).toMatchObject({ confirmedBy: null });
    expect(assembled({ ...opened, windows: [] }).confirmedBy).toBeNull();
    expect(assembled(opened).confirmedBy).toBe('users');
  });

  it('counts slow requests of a latency incident, and missing ones of a silence', () => {
    expect(assembled({ metric: 'http.latency', windows: slowWindows() }).exposedUserSeconds).toBe(24 * 248);
    const silence = assembled({ method: 'silence', windows: silentWindows() });
    expect(silence.exposedUserSeconds).toBe(24 * 500);
  });

  it('began when it was measured, though somebody reported it later', () => {
    const windows = silentWindows();
    const late = windows.map((window) => ({
      ...window,
      start: new Date(Date.parse(window.start) - 120_000).toISOString(),
    }));
    expect(assembled({ method: 'person', windows }).exposedUserSeconds).toBe(24 * 500);
    const reported = assembled({ method: 'person', windows: late });
    expect(reported.class.failure).toBe('silence');
    expect(reported.exposedUserSeconds).toBe(36 * 500);
  });

  it.each([
    ['a kill', acted({ kind: 'kill', flag: 'basket' }), 'flag'],
    ['a rollback', acted({ kind: 'rollback', service: 'checkout', environment: 'production' }), 'rollback'],
    ['a rollback by others', back(), 'rollback'],
    ['a restart', event('compute.restarted', 'checkout/1', after(100), of), 'compute'],
  ])('knows the layer that stopped it: %s', (_, done, layer) => {
    expect(assembled({}, done).stoppedBy).toBe(layer);
  });

  it('does not take for its end what was turned off elsewhere', () => {
    const other = event('featureflag.flipped', 'other-flag', after(100), { state: 'DISABLED' });
    const elsewhere = { ...back(), subject: 'payments' };
    expect(assembled({}, other, elsewhere as EventOf).stoppedBy).toBe('people');
  });

  it.each<[string, Told, readonly EventOf[], Partial<ReturnType<typeof assembled>['class']>]>([
    ['latency', { metric: 'http.latency' }, [], { failure: 'latency' }],
    ['silence', { windows: silentWindows() }, [], { failure: 'silence' }],
    ['silence without windows', { method: 'silence', windows: [] }, [], { failure: 'silence' }],
    ['latency by what was measured', { windows: slowWindows() }, [], { failure: 'latency' }],
    ['crashes', {}, crashes('compute.crashed'), { failure: 'crash' }],
    ['memory', {}, crashes('compute.oomkilled'), { failure: 'saturation' }],
    [
      'wrong answers',
      { failingRequest: { ...basket, status: 200, expectedStatus: 404 } },
      [],
      { failure: 'correctness' },
    ],
    ['a flag', { kind: 'flag' }, [], { change: 'flag' }],
    ['nobody', { blamesNothing: true }, [], { change: 'none', signature: null }],
    [
      'a dependency',
      { blamesNothing: true, failingRequest: { ...basket, callee: 'payments' } },
      [],
      { change: 'dependency', signature: 'payments GET /basket/{id} → 500' },
    ],
  ])('is sorted by its class: %s', (_, told, more, part) => {
    expect(assembled(told, ...more).class).toMatchObject(part);
  });

  it('has the same class whatever the version, the hour, the ids and the numbers', () => {
    const one = assembled({ failingRequest: basket });
    const other = assembled({
      change: deployed('checkout', 'production', { version: 'v500' }),
      failingRequest: { ...basket, path: '/basket/77?again=1' },
      windows: errorWindows({ badShare: 0.7 }),
    });
    expect(other.fingerprint).toBe(one.fingerprint);
    expect(assembled({ failingRequest: { ...basket, path: '/login' } }).fingerprint).not.toBe(
      one.fingerprint,
    );
  });

  it('reads the errors from what others reported, without their particulars', () => {
    const said = 'Timeout after 3000 ms of "bank-7" for order 3f2a91bc77';
    const again = 'Timeout after 1500 ms of "bank-9" for order 99aa01fe55';
    expect(assembled({ summary: said }).class.signature).toBe('Timeout after # ms of … for order #');
    expect(assembled({ summary: again }).fingerprint).toBe(assembled({ summary: said }).fingerprint);
  });

  it('names earlier incidents of its class, and keeps what a person corrected', () => {
    const incident = story({ failingRequest: basket });
    const { fingerprint } = assembleCase(incident);
    const earlier = [
      { incident: 'inc-later', fingerprint, onset: after(10) },
      { incident: 'inc-2', fingerprint, onset: after(-100) },
      { incident: 'inc-1', fingerprint, onset: after(-900) },
      { incident: 'inc-else', fingerprint: 'fp-else', onset: after(-900) },
    ];
    expect(assembleCase(incident, { earlier }).earlier).toEqual(['inc-1', 'inc-2']);
    const corrected = {
      class: { ...assembleCase(incident).class, failure: 'saturation' as const },
      reason: 'The pool was exhausted.',
    };
    const put = assembleCase(incident, { earlier, corrected });
    expect(put.class.failure).toBe('saturation');
    expect(put.fingerprint).not.toBe(fingerprint);
    expect(put.earlier).toEqual([]);
    expect(put.explained[0]).toContain('The pool was exhausted.');
  });

  it('began when it was measured to, not when the rule of a guard became true', () => {
    expect(assembleCase({ ...story(), onset: after(40) }).onset).toBe(after(0));
    expect(assembleCase({ ...story({ windows: [] }), onset: after(40) }).onset).toBe(after(40));
  });

  it('is detected by the anomaly that came first, a guard by its id', () => {
    const guard = event(
      'anomaly.detected',
      'anom-0',
      after(20),
      {
        ...of,
        metric: 'http.errors',
        onset: after(0),
        method: 'guard',
        severity: 'critical',
        guard: 'pro-1a2b3c4d5e6f',
      },
      inIncident,
    );
    expect(assembled({}, guard).detectedBy).toBe('pro-1a2b3c4d5e6f');
  });

  it('is the same in whatever order the record comes, and however often', () => {
    const change = deployed('checkout', 'production', { exposure: 25 });
    const { events, windows } = storyEvents({ change, failingRequest: basket });
    const all = [
      ...events,
      acted({ kind: 'kill', flag: 'basket' }),
      crash('compute.crashed', 5),
      crash('compute.crashed', 20),
      event('incident.annotated', 'inc-7f3a', after(90), { note: 'It is the cache.' }, inIncident),
      event('anomaly.detected', 'anom-2', after(90), another({ ...basket, path: '/cart/7' }), inIncident),
      event('anomaly.detected', 'anom-3', after(90), another({ ...basket, path: '/cart/8' }), inIncident),
    ];
    const expected = assembleCase(incidentCase('inc-7f3a', all, windows));
    expect(expected.exemplars).toBe(3);
    const shuffled = <T>(items: readonly T[]) =>
      fc.tuple(fc.shuffledSubarray([...items], { minLength: items.length }), fc.subarray([...items]));
    fc.assert(
      fc.property(shuffled(all), shuffled<SignalWindow>(windows), ([some, again], [measured, resent]) => {
        const incident = incidentCase('inc-7f3a', [...again, ...some], [...measured, ...resent]);
        expect(assembleCase(incident)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

function acted(target: DataOf<'action.completed'>['target']): EventOf {
  return event(
    'action.completed',
    'act-1',
    after(100),
    { ...of, incident: 'inc-7f3a', target, durationMs: 20 },
    inIncident,
  );
}

function back(): EventOf {
  return event('service.rolledback', 'checkout', after(100), {
    environment: { id: 'production' },
    artifactId: 'pkg:oci/checkout@v412',
  });
}

function crash(name: 'compute.crashed' | 'compute.oomkilled', seconds: number): EventOf {
  return event(name, 'checkout/1', after(seconds), of);
}

function crashes(name: 'compute.crashed' | 'compute.oomkilled'): EventOf[] {
  return [5, 20, 40].map((seconds) => crash(name, seconds));
}

function another(failingRequest: DataOf<'anomaly.detected'>['failingRequest']): DataOf<'anomaly.detected'> {
  return {
    ...of,
    metric: 'http.errors',
    onset: after(0),
    method: 'e2e',
    severity: 'critical',
    failingRequest,
  };
}
