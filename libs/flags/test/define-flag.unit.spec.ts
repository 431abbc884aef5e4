import { type DefineFlag, defineFlag, type Flag } from '@hormesis/flags';
import { describe, it } from 'vitest';
import { defined, given, onOff, removed } from './given-flags.js';

const define =
  (command: Partial<DefineFlag> = {}) =>
  (flag: Flag) =>
    defineFlag(flag, { definition: onOff, ...command });

describe('defining a flag', () => {
  it('says whom it concerns, and counts', () => {
    given()
      .when(define({ service: 'checkout', environment: 'production', reason: 'launch' }))
      .then(
        defined({
          service: { id: 'checkout' },
          environment: { id: 'production' },
          reason: 'launch',
          revision: 1,
        }),
      );
  });

  it('replaces the definition, and changes nothing if it is the same', () => {
    const on = { ...onOff, defaultVariant: 'on' };
    given(defined())
      .when(define({ definition: on }))
      .then(defined({ definition: on, revision: 2 }));
    given(defined({ definition: on }))
      .when(define({ definition: { ...on } }))
      .then();
  });

  it('goes on counting when a removed flag comes back', () => {
    given(defined(), removed({ revision: 2 }))
      .when(define())
      .then(defined({ revision: 3 }));
  });

  it.each([
    [{ ...onOff, variants: {} }, /no variants/],
    [{ ...onOff, defaultVariant: 'blue' }, /Take one of: on, off/],
    [{ ...onOff, variants: { on: true, off: 'no' } }, /mix boolean and string/],
    [{ ...onOff, targeting: { unheard: [1] } }, /cannot read its targeting/],
    [{ ...onOff, targeting: { $ref: 'elsewhere' } }, /cannot read its targeting/],
  ])('refuses what flagd could not evaluate, and says what to do: %j', (definition, because) => {
    given().when(define({ definition })).refuses('flag-invalid', because);
  });
});
