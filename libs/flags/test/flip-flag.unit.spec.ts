import { type Flag, type FlipFlag, flipFlag } from '@hormesis/flags';
import { describe, expect, it } from 'vitest';
import { defined, flipped, given, onOff, removed } from './given-flags.js';

const flip = (command: FlipFlag) => (flag: Flag) => flipFlag(flag, command);
const kill = flip({ state: 'DISABLED', reason: 'errors tripled', action: 'act-1' });

describe('flipping a flag', () => {
  it('turns it off, with the reason and the action that asked for it', () => {
    given(defined({ service: { id: 'checkout' } }))
      .when(kill)
      .then(
        flipped({
          service: { id: 'checkout' },
          reason: 'errors tripled',
          action: 'act-1',
          revision: 2,
          state: 'DISABLED',
          previousState: 'ENABLED',
          exposure: 0,
          previousExposure: 0,
        }),
      );
  });

  it('says how many users have something by it, before and after', () => {
    const on = { ...onOff, defaultVariant: 'on' };
    given(defined({ definition: on }))
      .when(flip({ state: 'DISABLED' }))
      .then(flipped({ revision: 2, previousState: 'ENABLED', exposure: 0, previousExposure: 100 }));
    const steps = { previousState: 'DISABLED' as const, previousExposure: 0 };
    given(defined({ definition: on }), flipped({}))
      .when(flip({ state: 'ENABLED' }))
      .then(flipped({ state: 'ENABLED', revision: 3, exposure: 100, ...steps }));
    given(defined(), flipped({}))
      .when(flip({ state: 'ENABLED' }))
      .then(flipped({ state: 'ENABLED', revision: 3, exposure: 0, ...steps }));
  });

  it('remembers the action that turned it off, until somebody else flips it', () => {
    const off = given(defined(), flipped({ action: 'act-1' }));
    expect(off.state().flippedBy).toBe('act-1');
    const on = given(defined(), flipped({ action: 'act-1' }), flipped({ state: 'ENABLED' }));
    expect(on.state().flippedBy).toBeUndefined();
  });

  it('changes nothing if it has that state', () => {
    given(defined(), flipped({})).when(kill).then();
    given(defined())
      .when(flip({ state: 'ENABLED' }))
      .then();
  });

  it('refuses a flag that is not there, and says where to define it', () => {
    given()
      .when(kill)
      .refuses('flag-unknown', /not defined here.*PUT \/api\/flags\/checkout-v2/);
    given(defined(), removed({}))
      .when(kill)
      .refuses('flag-unknown', /was removed/);
  });
});
