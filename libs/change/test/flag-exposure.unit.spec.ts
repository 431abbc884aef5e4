import { describe, expect, it } from 'vitest';
import { exposureOfFlag, exposureOfRamp } from '../src/index.js';

const flag = {
  state: 'ENABLED' as const,
  variants: { on: true, off: false, blue: 'b', green: 'g' },
  defaultVariant: 'off',
};
const internal = { ends_with: [{ var: 'email' }, '@example.com'] };
const split = (on: number, off: number) => ({
  fractional: [
    ['on', on],
    ['off', off],
  ],
});

describe('how many users get something by a flag', () => {
  it('is nobody while it is off, or gives all of them false, off or the code default', () => {
    expect(exposureOfFlag({ ...flag, state: 'DISABLED', defaultVariant: 'on' })).toBe(0);
    expect(exposureOfFlag(flag)).toBe(0);
    expect(exposureOfFlag({ ...flag, targeting: {} })).toBe(0);
    expect(exposureOfFlag({ ...flag, defaultVariant: null })).toBe(0);
    expect(exposureOfFlag({ ...flag, variants: { new: 'x', off: 'y' } })).toBe(0);
    expect(exposureOfFlag({ ...flag, targeting: { if: [internal, 'off', 'off'] } })).toBe(0);
  });

  it('is everybody where all get a variant that is something', () => {
    expect(exposureOfFlag({ ...flag, defaultVariant: 'on' })).toBe(100);
    expect(exposureOfFlag({ ...flag, defaultVariant: 'blue' })).toBe(100);
  });

  it('is the part that a split gives it to, by targetingKey or by something else', () => {
    expect(exposureOfFlag({ ...flag, targeting: split(7, 93) })).toBe(7);
    expect(exposureOfFlag({ ...flag, targeting: split(0, 100) })).toBe(0);
    expect(exposureOfFlag({ ...flag, targeting: { if: [internal, 'on', split(10, 90)] } })).toBe(10);
    const byCompany = { fractional: [{ var: 'company' }, ['on'], [null]] };
    expect(exposureOfFlag({ ...flag, targeting: byCompany })).toBe(50);
  });

  it('may be everybody where rules name users whom nobody can count', () => {
    expect(exposureOfFlag({ ...flag, targeting: { if: [internal, 'on'] } })).toBe(100);
    expect(exposureOfFlag({ ...flag, targeting: { var: 'variant' } })).toBe(100);
    const onlyOff = { ...flag, variants: { off: false }, targeting: { var: 'variant' } };
    expect(exposureOfFlag(onlyOff)).toBe(0);
  });
});

describe('how many users a ramp reaches', () => {
  it('is those with its variant, apart from the rules before it', () => {
    expect(exposureOfRamp({ ...flag, targeting: split(25, 75) }, 'on')).toBe(25);
    const behindRule = { if: [internal, 'on', split(10, 90)] };
    expect(exposureOfRamp({ ...flag, targeting: behindRule }, 'on')).toBe(10);
    expect(exposureOfRamp({ ...flag, targeting: { if: [internal, 'on'] } }, 'on')).toBe(0);
    expect(exposureOfRamp({ ...flag, defaultVariant: 'blue' }, 'green')).toBe(0);
    expect(exposureOfRamp({ ...flag, defaultVariant: 'blue' }, 'blue')).toBe(100);
  });

  it('is nobody while the flag is off', () => {
    expect(exposureOfRamp({ ...flag, state: 'DISABLED', targeting: split(25, 75) }, 'on')).toBe(0);
  });

  it('is those who still have another variant, where more and more get off', () => {
    expect(exposureOfRamp({ ...flag, targeting: split(25, 75) }, 'off')).toBe(25);
  });

  it('is not known where the targeting does not tell', () => {
    expect(exposureOfRamp({ ...flag, targeting: { var: 'variant' } }, 'on')).toBeUndefined();
  });
});
