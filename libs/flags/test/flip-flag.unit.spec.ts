import { type Flag, type FlipFlag, flipFlag } from '@hormesis/flags';
import { describe, it } from 'vitest';
import { defined, flipped, given, removed } from './given-flags.js';

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
        }),
      );
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
