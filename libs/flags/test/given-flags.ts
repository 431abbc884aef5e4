import { rulesOf } from '@hormesis/decider/testing';
import type { DataOf } from '@hormesis/events';
import { type FlagDefinition, type FlagStatement, flagDecider } from '@hormesis/flags';

export const key = 'checkout-v2';
export const { given } = rulesOf(flagDecider, key);

export const onOff: FlagDefinition = {
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
};

type Data<Predicate extends string> = Partial<DataOf<FlagStatement['name'] & `featureflag.${Predicate}`>>;

export const defined = (data: Data<'defined'> = {}): FlagStatement => ({
  name: 'featureflag.defined',
  subject: key,
  data: { definition: onOff, revision: 1, ...data },
});

export const flipped = (data: Data<'flipped'>): FlagStatement => ({
  name: 'featureflag.flipped',
  subject: key,
  data: { state: 'DISABLED', ...data },
});

export const ramped = (data: Data<'ramped'>): FlagStatement => ({
  name: 'featureflag.ramped',
  subject: key,
  data: { variant: 'on', percentage: 10, ...data },
});

export const removed = (data: Data<'removed'>): FlagStatement => ({
  name: 'featureflag.removed',
  subject: key,
  data,
});
