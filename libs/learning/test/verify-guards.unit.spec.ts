import {
  type Detection,
  flagsOf,
  formerOf,
  type VerifiedCase,
  type VerifiedGuard,
  verifyGuards,
} from '@hormesis/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after } from './support/events.js';

const failure = {
  service: 'checkout',
  metric: 'http.errors',
  failure: 'errors',
  change: 'deployment',
  signature: 'HTTP 500 /pay',
} as const;
const incident: VerifiedCase = {
  incident: 'inc-2',
  service: 'checkout',
  environment: 'production',
  fingerprint: 'fp-1',
  class: failure,
  onset: after(0),
  detectedAt: after(90),
  endedAt: after(600),
  confirmed: true,
  stoppedBy: 'rollback',
  exposedUserSeconds: 100,
};
const guard: VerifiedGuard = {
  id: 'pro-1',
  kind: 'alert',
  service: 'checkout',
  environment: 'production',
  fingerprint: 'fp-1',
  class: failure,
  appliedAt: after(-86_400),
  formerDetectMs: 60_000,
  formerExposure: 1_000,
};
const fired = (seconds: number, id = 'pro-1'): Detection => ({
  at: after(seconds),
  guard: id,
  method: 'guard',
});
const noticed = (seconds: number, method = 'threshold'): Detection => ({ at: after(seconds), method });

function exercise(
  sightings: Parameters<typeof verifyGuards>[2],
  changed: Partial<VerifiedGuard> = {},
  on: Partial<VerifiedCase> = {},
) {
  return verifyGuards({ ...incident, ...on }, [{ ...guard, ...changed }], sightings)[0]?.exercise;
}

describe('an alert', () => {
  it('caught what it told of before anybody else, and before its class used to be noticed', () => {
    expect(exercise({ detections: [noticed(90), fired(20), fired(300), noticed(80, 'person')] })).toEqual({
      by: 'recurrence',
      on: 'inc-2',
      outcome: 'caught',
      firedAt: after(20),
      detectedAt: after(60),
      leadMs: 40_000,
      before: ['person', 'threshold'],
      reason: 'It fired 40 s before its class used to be noticed.',
    });
  });
  it('catches nothing where only guards say that it was an incident', () => {
    expect(exercise({ detections: [fired(20)] })?.outcome).toBe('caught');
    expect(exercise({ detections: [fired(20)] }, {}, { confirmed: false })).toBeUndefined();
  });
  it('caught it too if another guard fired before, but no person or detector', () => {
    const detections = [fired(10, 'pro-2'), fired(30), noticed(90)];
    const both = verifyGuards(incident, [guard, { ...guard, id: 'pro-2' }], { detections });
    expect(both.map(({ exercise }) => [exercise.outcome, exercise.leadMs])).toEqual([
      ['caught', 30_000],
      ['caught', 50_000],
    ]);
  });
  it('may fire a little before the onset, which is an estimate', () => {
    expect(exercise({ detections: [fired(-100)] })).toMatchObject({
      outcome: 'caught',
      firedAt: after(-100),
    });
    expect(exercise({ detections: [fired(-130)] })).toMatchObject({
      outcome: 'missed',
      firedAt: null,
      reason: 'It did not fire; the last time was 2 min 10 s before it began.',
    });
  });
  it('missed what others noticed first, or used to', () => {
    expect(exercise({ detections: [noticed(10), fired(20)] })).toMatchObject({
      outcome: 'missed',
      firedAt: after(20),
      detectedAt: after(10),
      leadMs: -10_000,
      reason: 'It fired, but 10 s after threshold noticed.',
    });
    expect(exercise({ detections: [fired(70)] })).toMatchObject({
      outcome: 'missed',
      reason: 'It fired, but 10 s after its class used to be noticed.',
    });
    expect(exercise({ detections: [fired(10), noticed(10)] })).toMatchObject({
      outcome: 'missed',
      leadMs: 0,
      reason: 'It fired, but in the same moment as threshold noticed.',
    });
  });
  it('caught what a person would have had to notice', () => {
    const seen = { detections: [fired(20), noticed(50, 'person')] };
    expect(exercise(seen)?.reason).toBe('It fired 30 s before a person noticed.');
  });
  it('missed what it did not tell of, or only when it was over', () => {
    expect(exercise({ detections: [noticed(90)] })).toMatchObject({
      reason: 'It did not fire.',
      leadMs: null,
    });
    expect(exercise({ detections: [fired(601)] })).toMatchObject({ outcome: 'missed', firedAt: null });
  });
  it('need not be faster than other guards', () => {
    expect(exercise({ detections: [fired(5, 'pro-2'), fired(20)] })).toMatchObject({
      outcome: 'caught',
      before: [],
    });
    expect(exercise({ detections: [fired(5), fired(20, 'pro-2')] })).toMatchObject({ before: ['pro-2'] });
  });
  it('is measured by the opening of the incident where nothing else is known', () => {
    expect(exercise({ detections: [fired(70)] }, { formerDetectMs: null })).toMatchObject({
      outcome: 'caught',
      detectedAt: after(90),
      reason: 'It fired 20 s before the incident was opened.',
    });
  });
  it('is asked about its signal, whatever change was behind it', () => {
    const other = { fingerprint: 'fp-2' };
    expect(
      exercise({ detections: [] }, {}, { ...other, class: { ...failure, change: 'flag' } }),
    ).toBeDefined();
    expect(
      exercise({ detections: [] }, {}, { ...other, class: { ...failure, failure: 'latency' } }),
    ).toBeUndefined();
    expect(exercise({ detections: [] }, { environment: 'staging' })).toBeUndefined();
    expect(exercise({ detections: [] }, { service: 'search' })).toBeUndefined();
  });
  it('is asked only if it was in force when it began', () => {
    expect(exercise({ detections: [] }, { appliedAt: after(1) })).toBeUndefined();
    expect(exercise({ detections: [] }, { retiredAt: after(-1) })).toBeUndefined();
    expect(exercise({ detections: [] }, { retiredAt: after(1) })).toBeDefined();
  });
  it('is exercised by a drill as by a recurrence', () => {
    expect(exercise({ detections: [fired(5)] }, {}, { drill: 'drill-1' })).toMatchObject({
      by: 'drill',
      on: 'drill-1',
    });
  });
});

describe('a flag default', () => {
  const flag = { kind: 'flag-default', flags: ['new-cart'] } as const;
  const stop = (exposure: number | null) => ({
    at: after(30),
    layer: 'flag' as const,
    flag: 'new-cart',
    exposure,
    says: 'ramp of new-cart stopped by a guard',
  });
  it('caught what a flag stopped while few had it', () => {
    expect(exercise({ detections: [], stops: [stop(5)] }, flag)).toMatchObject({
      outcome: 'caught',
      firedAt: after(30),
      leadMs: null,
      reason: 'Ramp of new-cart stopped by a guard, with 5 % of the users exposed.',
    });
  });
  it('caught what harmed far fewer than before', () => {
    expect(exercise({ detections: [], stops: [stop(100)] }, flag, { exposedUserSeconds: 500 })).toMatchObject(
      {
        outcome: 'caught',
        reason: 'Ramp of new-cart stopped by a guard; 500 user-seconds were exposed, 1000 before.',
      },
    );
    expect(exercise({ detections: [], stops: [stop(100)] }, flag, { exposedUserSeconds: 501 })).toMatchObject(
      {
        outcome: 'missed',
        reason: 'Ramp of new-cart stopped by a guard, but 100 % of the users had it by then.',
      },
    );
  });
  it('missed what another flag stopped', () => {
    const other = { ...stop(5), flag: 'old-cart', says: 'flag old-cart turned off' };
    expect(exercise({ detections: [], stops: [other] }, flag)).toMatchObject({
      outcome: 'missed',
      firedAt: null,
      reason: 'Not its own flag stopped it, but another: flag old-cart turned off.',
    });
    expect(exercise({ detections: [], stops: [other, stop(5)] }, flag)?.outcome).toBe('caught');
  });
  it('is about the flags in its files', () => {
    const file = (path: string, content: string) => ({ path, content });
    expect(
      flagsOf([
        file('flags/new-cart.flagd.json', '{"flags":{"new-cart":{}}}'),
        file('flags/new-cart.ramp.json', '{"flag":"new-cart"}'),
        file('flags/basket.ramp.json', '{"flag":"basket"}'),
        file('flags/broken.ramp.json', '{'),
        file('alerts/cart.rules.yml', 'groups: []'),
      ]),
    ).toEqual(['new-cart', 'basket']);
  });
  it('missed what no flag stopped', () => {
    expect(exercise({ detections: [] }, flag)).toMatchObject({
      outcome: 'missed',
      reason: 'No flag stopped it; a rollback did.',
    });
    expect(exercise({ detections: [], stops: [{ ...stop(5), at: after(-600) }] }, flag)).toMatchObject({
      outcome: 'missed',
    });
  });
});

describe('a test', () => {
  const test = { kind: 'test' } as const;
  const run = (seconds: number, passed: boolean) => ({ at: after(seconds), guard: 'pro-1', passed });
  it('caught what failed in the preview', () => {
    const preview = { stoppedBy: 'preview', environment: 'preview-12' } as const;
    expect(exercise({ detections: [], testRuns: [run(5, false)] }, test, preview)).toMatchObject({
      outcome: 'caught',
      firedAt: after(5),
    });
    expect(exercise({ detections: [] }, test, preview)).toMatchObject({ outcome: 'missed' });
  });
  it('missed what reached users, and says whether it was run', () => {
    expect(exercise({ detections: [] }, test)?.reason).toMatch(/no run of the test is on record/);
    expect(exercise({ detections: [], testRuns: [run(-60, true)] }, test)?.reason).toMatch(/had passed/);
    expect(exercise({ detections: [], testRuns: [run(-60, false)] }, test)).toMatchObject({
      outcome: 'missed',
      reason: expect.stringMatching(/had failed/),
    });
  });
});

describe('a drill', () => {
  const drill = { drill: 'drill-1' };
  it('puts no test to the test, and a flag only where one stopped it', () => {
    expect(exercise({ detections: [] }, { kind: 'test' }, drill)).toBeUndefined();
    expect(exercise({ detections: [] }, { kind: 'flag-default' }, drill)).toBeUndefined();
    const stops = [
      { at: after(30), layer: 'flag' as const, flag: 'a', exposure: 5, says: 'flag a turned off' },
    ];
    expect(
      exercise({ detections: [], stops }, { kind: 'flag-default', flags: ['b'] }, drill),
    ).toBeUndefined();
    expect(exercise({ detections: [], stops }, { kind: 'flag-default', flags: ['a'] }, drill)).toMatchObject({
      by: 'drill',
    });
  });
});

describe('how a class was before its guard', () => {
  const one = (id: string, days: number, seconds: number, drill = false) => ({
    incident: id,
    fingerprint: 'fp-1',
    onset: after(days * 86_400),
    detectedAt: after(days * 86_400 + seconds),
    exposedUserSeconds: seconds * 10,
    drill,
  });
  const of = { fingerprint: 'fp-1', incident: 'inc-1', appliedAt: after(0) };
  it('is the median of its incidents before the guard, without drills', () => {
    const cases = [
      one('a', -5, 10),
      one('b', -4, 100),
      one('c', -3, 60),
      one('d', -2, 1, true),
      one('e', 2, 1),
    ];
    expect(formerOf(of, cases)).toEqual({ detectMs: 60_000, exposure: 600 });
    expect(formerOf(of, cases.slice(0, 2))).toEqual({ detectMs: 10_000, exposure: 100 });
  });
  it('is that of the incident that taught it, if its class was put right since', () => {
    expect(formerOf(of, [{ ...one('inc-1', -1, 30), fingerprint: 'fp-9' }])).toEqual({
      detectMs: 30_000,
      exposure: 300,
    });
    expect(formerOf(of, [])).toEqual({ detectMs: null, exposure: null });
  });
});

describe('all guards', () => {
  const second = fc.integer({ min: -300, max: 900 });
  const detection = fc
    .tuple(second, fc.constantFrom('pro-1', 'pro-2', undefined))
    .map(([at, by]): Detection => (by === undefined ? noticed(at) : fired(at, by)));
  const guards = fc.subarray([guard, { ...guard, id: 'pro-2', formerDetectMs: null }], { minLength: 1 });

  it('do as they did in whatever order it is told; who caught it fired first', () => {
    fc.assert(
      fc.property(
        fc
          .array(detection)
          .chain((list) =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
            ),
          ),
        guards,
        ([detections, shuffled], some) => {
          const exercises = verifyGuards(incident, some, { detections });
          expect(verifyGuards(incident, some.toReversed(), { detections: shuffled })).toEqual(exercises);
          for (const {
            exercise: { outcome, leadMs, firedAt },
          } of exercises) {
            expect(outcome === 'caught').toBe(leadMs !== null && leadMs > 0);
            if (outcome !== 'caught') continue;
            const others = detections.filter(
              ({ guard: by, at }) => by === undefined && Date.parse(at) >= Date.parse(after(-120)),
            );
            for (const { at } of others) expect(Date.parse(at)).toBeGreaterThan(Date.parse(firedAt ?? ''));
          }
        },
      ),
    );
  });
});
