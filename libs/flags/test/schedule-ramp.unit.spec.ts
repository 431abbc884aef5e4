import { type Flag, type ScheduleRamp, scheduleRamp } from '@hormesis/flags';
import { describe, expect, it } from 'vitest';
import { aborted, completed, defined, flipped, given, onOff, ramped, scheduled } from './given-flags.js';

const steps = [
  { percentage: 1, bakeSeconds: 60 },
  { percentage: 10, bakeSeconds: 60 },
  { percentage: 100, bakeSeconds: 60 },
];
const schedule =
  (command: Partial<ScheduleRamp> = {}) =>
  (flag: Flag) =>
    scheduleRamp(flag, {
      variant: 'on',
      steps,
      guards: [{ metric: 'http.errors' }],
      onAnomaly: 'pause',
      ...command,
    });
const service = { id: 'checkout' };

describe('scheduling a ramp', () => {
  it('states the schedule and begins its first step', () => {
    given(defined({ service, environment: { id: 'production' } }))
      .when(schedule({ reason: 'launch' }))
      .then(
        scheduled({
          service,
          environment: { id: 'production' },
          reason: 'launch',
          revision: 2,
          guards: [{ metric: 'http.errors', service: 'checkout', environment: 'production' }],
        }),
        ramped({
          service,
          environment: { id: 'production' },
          reason: 'launch',
          revision: 3,
          percentage: 1,
          exposure: 1,
          previousExposure: 0,
          step: 1,
        }),
      );
  });

  it('goes on from a share that was set by hand, and from the ramp before', () => {
    const state = given(
      defined({ service }),
      scheduled({ revision: 2 }),
      ramped({ percentage: 1, step: 1 }),
      completed(),
    ).state();
    expect(state.schedule?.phase).toBe('completed');
    given(defined({ service }), ramped({ percentage: 10, revision: 2 }), aborted({ revision: 3 }))
      .when(schedule({ steps: [{ percentage: 10, bakeSeconds: 5 }], guards: [] }))
      .then(
        scheduled({
          service,
          revision: 4,
          steps: [{ percentage: 10, bakeSeconds: 5 }],
          guards: [],
          from: 10,
        }),
        ramped({
          service,
          revision: 5,
          percentage: 10,
          previousPercentage: 10,
          exposure: 10,
          previousExposure: 10,
          step: 1,
        }),
      );
  });

  it.each([
    ['one that is under way', [scheduled(), ramped({ step: 1 })], {}, 'ramp-under-way', /Abort it first/],
    ['a flag that is off', [flipped({})], {}, 'flag-off', /Turn it on first/],
    ['steps that do not grow', [], { steps: [...steps].reverse() }, 'steps-invalid', /1, 10, 50, 100/],
    ['no steps', [], { steps: [] }, 'steps-invalid', /1, 10, 50, 100/],
    ['a first step of nobody', [], { steps: [{ percentage: 0, bakeSeconds: 1 }] }, 'steps-invalid', /grow/],
    ['fewer than have it', [ramped({ percentage: 50 })], {}, 'step-too-low', /50 % of the users have on/],
    ['a variant that is not there', [], { variant: 'blue' }, 'variant-unknown', /Take one of: on, off/],
  ] as const)('refuses %s', (_what, past, command, code, because) => {
    given(defined({ service }), ...past)
      .when(schedule(command))
      .refuses(code, because);
  });

  it('refuses a guard that is about no service', () => {
    given(defined())
      .when(schedule())
      .refuses('guard-without-service', /http.errors@checkout/);
    given().when(schedule()).refuses('flag-unknown');
    given(defined({ definition: { ...onOff, defaultVariant: 'on' }, service }))
      .when(schedule())
      .refuses('step-too-low', /100 % of the users/);
  });
});
