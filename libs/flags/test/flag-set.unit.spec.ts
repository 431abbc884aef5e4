import { type Flag, type FlagDefinition, FlagSet, flagDecider, rampTargeting } from '@hormesis/flags';
import { FlagdCore } from '@openfeature/flagd-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { key, onOff } from './given-flags.js';

const flag = (definition: FlagDefinition | undefined, revision = 1, name = key): Flag => ({
  ...flagDecider.initial(name),
  definition,
  revision,
});

const setOf = (...flags: Flag[]) => {
  const set = new FlagSet();
  for (const one of flags) set.apply(one);
  return set;
};

const metadata = { flagSetId: 'hormesis', version: '1' };

describe('the set of flags', () => {
  it('gives the value, the variant, the reason and the revision', () => {
    const on = { ...onOff, defaultVariant: 'on', metadata: { team: 'pay' } };
    expect(setOf(flag(on)).evaluate(key, {})).toEqual({
      key,
      value: true,
      variant: 'on',
      reason: 'STATIC',
      metadata: { ...metadata, team: 'pay' },
    });
  });

  it('gives no value for a flag that is off, or that leaves it to the code', () => {
    expect(setOf(flag({ ...onOff, state: 'DISABLED' })).evaluate(key, {})).toEqual({
      key,
      reason: 'DISABLED',
      metadata,
    });
    const { defaultVariant: _, ...codeDefault } = onOff;
    expect(setOf(flag(codeDefault)).evaluate(key, {})).toEqual({ key, reason: 'UNKNOWN', metadata });
  });

  it('calls a split a split, and a rule that matched a match', () => {
    const split = { ...onOff, targeting: { fractional: [['on', 100]] } };
    expect(setOf(flag(split)).evaluate(key, { targetingKey: 'ana' })).toMatchObject({ reason: 'SPLIT' });
    const rule = { ...onOff, targeting: { if: [{ '==': [{ var: 'plan' }, 'pro'] }, 'on'] } };
    expect(setOf(flag(rule)).evaluate(key, { plan: 'pro' })).toMatchObject({
      reason: 'TARGETING_MATCH',
      value: true,
    });
    expect(setOf(flag(rule)).evaluate(key, {})).toMatchObject({
      reason: 'UNKNOWN',
      variant: 'off',
      value: false,
    });
  });

  it('asks for the targetingKey only when the answer depends on it', () => {
    const rule = { '==': [{ var: 'plan' }, 'pro'] };
    const set = setOf(
      flag({
        ...onOff,
        targeting: {
          if: [
            rule,
            'on',
            {
              fractional: [
                ['on', 10],
                ['off', 90],
              ],
            },
          ],
        },
      }),
    );
    expect(set.evaluate(key, { plan: 'pro' })).toMatchObject({ value: true });
    expect(set.evaluate(key, {})).toMatchObject({ error: 'TARGETING_KEY_MISSING' });
    set.apply(flag({ ...onOff, state: 'DISABLED', targeting: { fractional: [['on', 10]] } }, 2));
    expect(set.evaluate(key, {})).toMatchObject({ reason: 'DISABLED' });
  });

  it('says what it does not know, and what it cannot evaluate', () => {
    expect(setOf().evaluate('nope', {})).toMatchObject({ error: 'FLAG_NOT_FOUND' });
    const wrong = { ...onOff, targeting: { if: [true, 'blue'] } };
    expect(setOf(flag(wrong)).evaluate(key, {})).toMatchObject({
      error: 'GENERAL',
      detail: expect.stringContaining('blue'),
    });
  });

  it('takes revisions in any order, and ends with the newest', () => {
    const revisions = [flag(onOff, 1), flag({ ...onOff, state: 'DISABLED' }, 2), flag(undefined, 3)];
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 1 }), (order) => {
        const set = setOf(...order.map((index) => revisions[index] as Flag));
        const newest = Math.max(...order);
        const expected = [{ value: false }, { reason: 'DISABLED' }, { error: 'FLAG_NOT_FOUND' }][newest];
        expect(set.evaluate(key, {})).toMatchObject(expected ?? {});
      }),
    );
  });

  it('is a flagd document that flagd’s library reads to the same answers', () => {
    const set = setOf(
      flag({
        ...onOff,
        targeting: {
          fractional: [
            ['on', 30],
            ['off', 70],
          ],
        },
      }),
      flag({ state: 'DISABLED', variants: { a: 'x' }, defaultVariant: 'a' }, 4, 'banner'),
    );
    const flagd = new FlagdCore();
    flagd.setConfigurations(JSON.stringify(set.toFlagd()));
    for (let user = 0; user < 200; user++) {
      const context = { targetingKey: `user-${user}` };
      const theirs = flagd.resolveBooleanEvaluation(key, false, context);
      expect(set.evaluate(key, context)).toMatchObject({
        value: theirs.value,
        metadata: theirs.flagMetadata,
      });
    }
    expect(flagd.resolveStringEvaluation('banner', 'mine', {})).toMatchObject({
      value: 'mine',
      reason: 'DISABLED',
    });
  });

  it('has one version in every copy, and another after each change', () => {
    const a = flag(onOff, 1, 'a');
    const b = flag(onOff, 1, 'b');
    expect(setOf(a, b).toFlagd()).toEqual(setOf(b, a).toFlagd());
    const set = setOf(a, b);
    const before = set.toFlagd().metadata.version;
    set.apply({ ...a, revision: 2 });
    expect(set.toFlagd().metadata.version).not.toBe(before);
  });
});

describe('a growing ramp', () => {
  it('takes the variant from nobody, and meets its share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.array(fc.uuid(), { minLength: 1, maxLength: 50 }),
        (a, b, users) => {
          const [small, large] = [Math.min(a, b) / 10, Math.max(a, b) / 10];
          const at = (percentage: number) => {
            const ramped = rampTargeting(onOff, 'on', percentage);
            if ('refused' in ramped) throw new Error(ramped.because);
            return setOf(flag({ ...onOff, ...ramped }));
          };
          const [before, after] = [at(small), at(large)];
          for (const targetingKey of users) {
            const had = before.evaluate(key, { targetingKey });
            const has = after.evaluate(key, { targetingKey });
            if ('value' in had && had.value === true) expect(has).toMatchObject({ value: true });
          }
        },
      ),
      { numRuns: 50 },
    );
    const ramped = rampTargeting(onOff, 'on', 10);
    const set = setOf(flag({ ...onOff, ...(ramped as { targeting: Record<string, unknown> }) }));
    const users = Array.from({ length: 10_000 }, (_, n) => set.evaluate(key, { targetingKey: `u${n}` }));
    const share = users.filter((one) => 'value' in one && one.value === true).length / 100;
    expect(share).toBeGreaterThan(9);
    expect(share).toBeLessThan(11);
  });
});
