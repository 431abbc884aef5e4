import { advanceRamp, type Flag, type GuardRamp, type GuardReading, guardRamp } from '@hormesis/flags';
import { describe, expect, it } from 'vitest';
import { completed, defined, flipped, given, paused, ramped, resumed, scheduled } from './given-flags.js';

/** The third event, the first step, happens at 10:00:02. */
const at = (seconds: number) => new Date(Date.parse('2026-01-05T10:00:02.000Z') + seconds * 1_000);
const well = (seconds: number): GuardReading => ({
  total: 500,
  bad: 2,
  newest: at(seconds - 3).toISOString(),
});
const running = [
  defined(),
  scheduled({ revision: 2 }),
  ramped({ percentage: 1, step: 1, exposure: 1, revision: 3 }),
];
const advance =
  (seconds: number, readings: readonly GuardReading[] = [well(seconds)]) =>
  (flag: Flag) =>
    advanceRamp(flag, { now: at(seconds), readings });

describe('a ramp as time goes by', () => {
  it('takes the next step when this one was watched for long enough, and not before', () => {
    given(...running)
      .when(advance(59.9))
      .then();
    given(...running)
      .when(advance(60))
      .then(
        ramped({
          reason: 'Step 1 was watched and is well.',
          revision: 4,
          percentage: 10,
          previousPercentage: 1,
          exposure: 10,
          previousExposure: 1,
          step: 2,
        }),
      );
  });

  it('is complete when its last step was watched', () => {
    given(...running, ramped({ percentage: 100, step: 3, revision: 4 }))
      .when(advance(70))
      .then(completed({ revision: 5 }));
    given(...running, completed())
      .when(advance(500))
      .then();
  });

  it.each([
    [
      'no window',
      [{ total: 0, bad: 0 }],
      /there is no window of http.errors of checkout for the exposed users/,
    ],
    ['no reading at all', [], /there is no window/],
    ['old windows', [{ total: 500, bad: 0, newest: at(-61).toISOString() }], /is 121 s old/],
    ['too few requests', [{ ...well(60), total: 7 }], /counts 7 of the 20 requests/],
  ])('holds on %s, and says so', (_what, readings, because) => {
    const reason = reasonOf(advance(60, readings));
    expect(reason).toMatch(because);
    given(...running)
      .when(advance(60, readings))
      .then(paused({ cause: 'no-data', metric: 'http.errors', revision: 4, reason }));
  });

  it('goes on by itself when there is data again, and watches the step anew', () => {
    const held = [...running, paused({ cause: 'no-data', revision: 4 })];
    given(...held)
      .when(advance(200, []))
      .then();
    given(...held)
      .when(advance(200))
      .then(resumed({ cause: 'data', reason: 'Every guard is measured again.', revision: 5 }));
    const { schedule } = given(...held, resumed({ cause: 'data' })).state();
    expect(schedule).toMatchObject({ bakeFrom: at(2).toISOString(), countFrom: at(0).toISOString() });
  });

  it.each(['person', 'guardian', 'anomaly', 'guard'] as const)(
    'stays where it is after a pause by %s',
    (cause) => {
      given(...running, paused({ cause }))
        .when(advance(1_000))
        .then();
    },
  );

  it('stays where it is while the flag is off', () => {
    given(...running, flipped({}))
      .when(advance(1_000))
      .then();
  });
});

const reasonOf = (decide: (flag: Flag) => ReturnType<typeof advanceRamp>): string => {
  const decision = decide(given(...running).state());
  const [only] = 'refused' in decision ? [] : decision;
  return only?.data.reason ?? '';
};

const strict = (onAnomaly: 'pause' | 'kill') => [
  defined(),
  scheduled({
    revision: 2,
    onAnomaly,
    guards: [{ metric: 'http.errors', service: 'checkout', worstRatio: 0.02 }],
  }),
  ramped({ percentage: 1, step: 1, exposure: 1, revision: 3 }),
];
const bad: GuardReading = { total: 100, bad: 5, newest: at(1).toISOString() };
const said = '5 % of 100 requests were bad by http.errors of checkout, and at most 2 % may be.';

describe('a guard with a worst ratio', () => {
  it('stops the ramp as soon as it is passed', () => {
    given(...strict('pause'))
      .when(advance(5, [bad]))
      .then(paused({ cause: 'guard', metric: 'http.errors', revision: 4, reason: said }));
  });

  it('kills the flag where the schedule says so', () => {
    given(...strict('kill'))
      .when(advance(5, [bad]))
      .then(
        flipped({
          reason: said,
          action: 'ramp-event-2-step-1',
          revision: 4,
          previousState: 'ENABLED',
          exposure: 0,
          previousExposure: 1,
        }),
      );
  });

  it('says nothing while too little was measured, nor at its very ratio', () => {
    given(...strict('kill'))
      .when(advance(5, [{ ...bad, total: 19, bad: 19 }]))
      .then();
    given(...strict('kill'))
      .when(advance(5, [{ ...bad, bad: 2 }]))
      .then();
  });
});

const anomaly =
  (about: Partial<GuardRamp> = {}) =>
  (flag: Flag) =>
    guardRamp(flag, {
      service: 'checkout',
      environment: 'production',
      metric: 'http.errors',
      onset: at(10).toISOString(),
      detected: at(14).toISOString(),
      ...about,
    });

describe('an anomaly', () => {
  it('on a guard holds the ramp, or kills the flag', () => {
    given(...running)
      .when(anomaly({ summary: 'errors tripled' }))
      .then(paused({ cause: 'anomaly', metric: 'http.errors', reason: 'errors tripled', revision: 4 }));
    given(...strict('kill'))
      .when(anomaly())
      .then(
        flipped({
          reason: 'http.errors of checkout got worse.',
          action: 'ramp-event-2-step-1',
          revision: 4,
          previousState: 'ENABLED',
          exposure: 0,
          previousExposure: 1,
        }),
      );
  });

  it('that began before the ramp only holds it, and one that was known before does nothing', () => {
    given(...strict('kill'))
      .when(anomaly({ onset: at(-100).toISOString() }))
      .then(
        paused({
          cause: 'anomaly',
          metric: 'http.errors',
          reason: 'http.errors of checkout got worse.',
          revision: 4,
        }),
      );
    given(...strict('kill'))
      .when(anomaly({ onset: at(-100).toISOString(), detected: at(-90).toISOString() }))
      .then();
  });

  it('on something else does nothing', () => {
    given(...running)
      .when(anomaly({ metric: 'http.latency' }))
      .then();
    given(...running)
      .when(anomaly({ service: 'search' }))
      .then();
    const elsewhere = scheduled({
      guards: [{ metric: 'http.errors', service: 'checkout', environment: 'staging' }],
    });
    given(defined(), elsewhere, ramped({ step: 1 }))
      .when(anomaly())
      .then();
  });

  it('of the flag’s own service counts where there are no guards', () => {
    given(
      defined({ service: { id: 'checkout' } }),
      scheduled({ guards: [] }),
      ramped({ step: 1, revision: 3 }),
    )
      .when(anomaly({ metric: 'queue.depth' }))
      .then(
        paused({
          service: { id: 'checkout' },
          cause: 'anomaly',
          metric: 'queue.depth',
          reason: 'queue.depth of checkout got worse.',
          revision: 4,
        }),
      );
  });
});
