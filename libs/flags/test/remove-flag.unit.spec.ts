import { type Flag, removeFlag } from '@hormesis/flags';
import { describe, it } from 'vitest';
import { defined, given, removed } from './given-flags.js';

const remove = (flag: Flag) => removeFlag(flag, { reason: 'launched' });

describe('removing a flag', () => {
  it('deletes it once', () => {
    given(defined())
      .when(remove)
      .then(removed({ reason: 'launched', revision: 2 }));
    given(defined(), removed({})).when(remove).then();
  });

  it('refuses a flag that never was', () => {
    given()
      .when(remove)
      .refuses('flag-unknown', /not defined here/);
  });
});
