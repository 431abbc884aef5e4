import { type Flag, letRampGoOn, turnOnAgain } from '@hormesis/flags';
import { describe, it } from 'vitest';
import { defined, flipped, given, paused, ramped, resumed, scheduled } from './given-flags.js';

const back = { action: 'act-1', reason: 'undone' };
const turnOn = (flag: Flag) => turnOnAgain(flag, back);
const goOn = (flag: Flag) => letRampGoOn(flag, back);

describe('giving back what an action took', () => {
  it('turns a flag on that the action turned off, once', () => {
    given(defined(), flipped({ action: 'act-1' }))
      .when(turnOn)
      .then(
        flipped({
          ...back,
          state: 'ENABLED',
          revision: 3,
          previousState: 'DISABLED',
          exposure: 0,
          previousExposure: 0,
        }),
      );
    given(defined(), flipped({ action: 'act-1' }), flipped({ state: 'ENABLED', action: 'act-1' }))
      .when(turnOn)
      .then();
  });

  it('leaves a flag off that somebody turned off since', () => {
    given(defined(), flipped({ action: 'act-1' }), flipped({ state: 'ENABLED' }), flipped({}))
      .when(turnOn)
      .refuses('not-ours', /by hand/);
    given(defined(), flipped({ action: 'act-2' }))
      .when(turnOn)
      .refuses('not-ours');
  });

  it('lets a ramp go on that the action paused, and none that a guard or a person stopped', () => {
    const running = [defined(), scheduled(), ramped({ percentage: 1, step: 1 })];
    given(...running, paused({ cause: 'guardian', action: 'act-1' }))
      .when(goOn)
      .then(resumed({ ...back, cause: 'guardian', revision: 5 }));
    const since = [paused({ cause: 'guardian', action: 'act-1' }), resumed()];
    given(...running, ...since, paused({ cause: 'guard', metric: 'http.errors' }))
      .when(goOn)
      .refuses('not-ours', /by hand/);
    given(...running, ...since)
      .when(goOn)
      .then();
  });
});
