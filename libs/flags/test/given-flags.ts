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

export const scheduled = (data: Data<'rampscheduled'> = {}): FlagStatement => ({
  name: 'featureflag.rampscheduled',
  subject: key,
  data: {
    variant: 'on',
    steps: [
      { percentage: 1, bakeSeconds: 60 },
      { percentage: 10, bakeSeconds: 60 },
      { percentage: 100, bakeSeconds: 60 },
    ],
    guards: [{ metric: 'http.errors', service: 'checkout' }],
    onAnomaly: 'pause',
    from: 0,
    ...data,
  },
});

export const paused = (data: Data<'ramppaused'> = {}): FlagStatement => ({
  name: 'featureflag.ramppaused',
  subject: key,
  data: { cause: 'person', ...data },
});

export const resumed = (data: Data<'rampresumed'> = {}): FlagStatement => ({
  name: 'featureflag.rampresumed',
  subject: key,
  data: { cause: 'person', ...data },
});

export const aborted = (data: Data<'rampaborted'> = {}): FlagStatement => ({
  name: 'featureflag.rampaborted',
  subject: key,
  data: { cause: 'person', ...data },
});

export const completed = (data: Data<'rampcompleted'> = {}): FlagStatement => ({
  name: 'featureflag.rampcompleted',
  subject: key,
  data: { variant: 'on', percentage: 100, ...data },
});
