import type { StatementOf } from '@hormesis/events';

/** All that can be stated about a flag. */
export type FlagStatement = StatementOf<
  | 'featureflag.defined'
  | 'featureflag.flipped'
  | 'featureflag.ramped'
  | 'featureflag.removed'
  | 'featureflag.rampscheduled'
  | 'featureflag.ramppaused'
  | 'featureflag.rampresumed'
  | 'featureflag.rampcompleted'
  | 'featureflag.rampaborted'
>;
