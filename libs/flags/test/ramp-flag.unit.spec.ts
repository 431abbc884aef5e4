import { type Flag, type FlagDefinition, type RampFlag, rampFlag } from '@hormesis/flags';
import { describe, expect, it } from 'vitest';
import { defined, given, onOff, ramped, removed } from './given-flags.js';

const ramp =
  (command: Partial<RampFlag> = {}) =>
  (flag: Flag) =>
    rampFlag(flag, { variant: 'on', percentage: 10, ...command });

const targetingAfter = (definition: Partial<FlagDefinition>, percentage: number) =>
  given(defined({ definition: { ...onOff, ...definition } }), ramped({ percentage })).state().definition
    ?.targeting;

const internal = { ends_with: [{ var: 'email' }, '@example.com'] };

describe('ramping a flag', () => {
  it('states the step, and the one before', () => {
    given(defined())
      .when(ramp({ reason: 'first step' }))
      .then(ramped({ reason: 'first step', revision: 2, exposure: 10, previousExposure: 0 }));
    given(defined(), ramped({ percentage: 10 }))
      .when(ramp({ percentage: 50 }))
      .then(
        ramped({
          percentage: 50,
          previousPercentage: 10,
          revision: 3,
          exposure: 50,
          previousExposure: 10,
        }),
      );
  });

  it('exposes nobody while the flag is off, and fewer where all had the variant', () => {
    given(defined({ definition: { ...onOff, state: 'DISABLED' } }))
      .when(ramp())
      .then(ramped({ revision: 2, exposure: 0, previousExposure: 0 }));
    given(defined({ definition: { ...onOff, defaultVariant: 'on' } }))
      .when(ramp())
      .then(ramped({ revision: 2, exposure: 10, previousExposure: 100 }));
  });

  it('changes nothing if it is at that step', () => {
    given(defined(), ramped({ percentage: 10 }))
      .when(ramp())
      .then();
  });

  it('gives the others the default variant, or the code default where there is none', () => {
    expect(targetingAfter({}, 10)).toEqual({
      fractional: [
        ['on', 10],
        ['off', 90],
      ],
    });
    expect(targetingAfter({}, 0.5)).toEqual({
      fractional: [
        ['on', 500],
        ['off', 99_500],
      ],
    });
    expect(targetingAfter({ defaultVariant: null }, 10)).toEqual({
      fractional: [
        ['on', 10],
        [null, 90],
      ],
    });
  });

  it('gives the others the one other variant if the default itself is ramped', () => {
    expect(targetingAfter({ defaultVariant: 'on' }, 25)).toEqual({
      fractional: [
        ['on', 25],
        ['off', 75],
      ],
    });
    const three = { ...onOff, variants: { on: 'a', off: 'b', new: 'c' }, defaultVariant: 'on' };
    given(defined({ definition: three }))
      .when(ramp())
      .refuses('ramp-ambiguous', /another variant the default/);
  });

  it('keeps the rules that come before it', () => {
    expect(targetingAfter({ targeting: { if: [internal, 'on'] } }, 10)).toEqual({
      if: [
        internal,
        'on',
        {
          fractional: [
            ['on', 10],
            ['off', 90],
          ],
        },
      ],
    });
    expect(targetingAfter({ targeting: { if: [internal, 'on', 'off'] } }, 10)).toEqual({
      if: [
        internal,
        'on',
        {
          fractional: [
            ['on', 10],
            ['off', 90],
          ],
        },
      ],
    });
  });

  it('keeps how users are bucketed when it replaces a split', () => {
    const by = { var: 'company' };
    expect(targetingAfter({ targeting: { fractional: [by, ['on', 1], ['off', 99]] } }, 10)).toEqual({
      fractional: [by, ['on', 10], ['off', 90]],
    });
  });

  it.each([
    {
      fractional: [
        ['on', 1],
        ['off', 1],
        ['on', 2],
      ],
    },
    { and: [true, 'on'] },
    { if: [internal, 'on', { or: ['on', 'off'] }] },
  ])('refuses what it would have to drop: %j', (targeting) => {
    given(defined({ definition: { ...onOff, targeting } }))
      .when(ramp())
      .refuses('targeting-not-rampable', /Flag checkout-v2: its targeting uses (fractional|and|or)/);
  });

  it('refuses what is not there', () => {
    given()
      .when(ramp())
      .refuses('flag-unknown', /not defined/);
    given(defined(), removed({}))
      .when(ramp())
      .refuses('flag-unknown', /removed/);
    given(defined())
      .when(ramp({ variant: 'blue' }))
      .refuses('variant-unknown', /Take one of: on, off/);
    given(defined())
      .when(ramp({ percentage: 101 }))
      .refuses('percentage-invalid', /from 0 to 100/);
  });
});
