import { type AbortRamp, abortRamp, type Flag, pauseRamp, resumeRamp } from '@hormesis/flags';
import { describe, expect, it } from 'vitest';
import {
  aborted,
  completed,
  defined,
  flipped,
  given,
  paused,
  ramped,
  resumed,
  scheduled,
} from './given-flags.js';

const running = [defined(), scheduled({ revision: 2 }), ramped({ percentage: 1, step: 1, revision: 3 })];
const pause = (flag: Flag) => pauseRamp(flag, { by: 'person', reason: 'lunch' });
const guardianPauses = (flag: Flag) => pauseRamp(flag, { by: 'guardian', reason: 'errors', action: 'act-1' });
const resume = (flag: Flag) => resumeRamp(flag, { by: 'person' });
const abort =
  (command: Partial<AbortRamp> = {}) =>
  (flag: Flag) =>
    abortRamp(flag, { by: 'person', ...command });

describe('pausing a ramp', () => {
  it('says who, and why', () => {
    given(...running)
      .when(pause)
      .then(paused({ reason: 'lunch', revision: 4 }));
    given(...running)
      .when(guardianPauses)
      .then(paused({ cause: 'guardian', reason: 'errors', action: 'act-1', revision: 4 }));
  });

  it('changes nothing the second time: the first reason stands', () => {
    const twice = given(...running, paused({ cause: 'guardian', action: 'act-1' }));
    twice.when(pause).then();
    expect(twice.state().schedule?.pause).toMatchObject({ cause: 'guardian', action: 'act-1' });
  });

  it('keeps one that waits for data from going on by itself', () => {
    given(...running, paused({ cause: 'no-data', revision: 4 }))
      .when(pause)
      .then(paused({ reason: 'lunch', revision: 5 }));
  });

  it('refuses where none is under way', () => {
    given(defined())
      .when(pause)
      .refuses('ramp-none', /none was scheduled/);
    given(...running, completed())
      .when(guardianPauses)
      .refuses('ramp-none', /was completed/);
    given().when(pause).refuses('flag-unknown');
  });
});

describe('resuming a ramp', () => {
  it('watches the step anew', () => {
    given(...running, paused({ revision: 4 }))
      .when(resume)
      .then(resumed({ revision: 5 }));
    const { schedule } = given(...running, paused(), resumed()).state();
    expect(schedule).toMatchObject({
      phase: 'running',
      step: 1,
      bakeFrom: '2026-01-05T10:00:04.000Z',
      countFrom: '2026-01-05T10:00:04.000Z',
      pause: undefined,
    });
  });

  it('changes nothing on one that runs, and refuses while the flag is off', () => {
    given(...running)
      .when(resume)
      .then();
    given(...running, flipped({}))
      .when(resume)
      .refuses('flag-off', /Turn it on first/);
    given(...running, flipped({ revision: 4 }), flipped({ state: 'ENABLED', revision: 5 }))
      .when(resume)
      .then(resumed({ revision: 6 }));
  });
});

describe('aborting a ramp', () => {
  it('returns to the share before it', () => {
    given(...running)
      .when(abort({ reason: 'wrong text' }))
      .then(
        aborted({ reason: 'wrong text', revision: 4 }),
        ramped({
          reason: 'wrong text',
          revision: 5,
          percentage: 0,
          previousPercentage: 1,
          exposure: 0,
          previousExposure: 1,
        }),
      );
  });

  it('keeps the share if asked to, and does nothing twice', () => {
    given(...running)
      .when(abort({ keep: true }))
      .then(aborted({ revision: 4 }));
    given(...running, aborted())
      .when(abort())
      .then();
    given(...running, completed())
      .when(abort())
      .refuses('ramp-none', /was completed/);
  });
});

describe('a schedule', () => {
  it('ends when somebody sets a step by hand, and with the definition it was for', () => {
    expect(given(...running, ramped({ percentage: 5 })).state().schedule).toMatchObject({
      phase: 'aborted',
      step: 1,
    });
    expect(given(...running, defined()).state().schedule).toBeUndefined();
  });

  it('is paused by the kill of its flag, and stays so when that is turned on again', () => {
    const on = given(...running, flipped({}), flipped({ state: 'ENABLED' })).state();
    expect(on.schedule).toMatchObject({ phase: 'paused', pause: { cause: 'flag-off' } });
    const why = given(...running, paused({ cause: 'anomaly' }), flipped({})).state();
    expect(why.schedule?.pause?.cause).toBe('anomaly');
  });
});
