import type { BlamedChange } from '../case/blamed-change.js';
import type { FlagDefinition, KnownFlag } from '../case/known-flag.js';
import { newFlag } from './new-flag.js';
import { variantsOf } from './safe-variant.js';

/** The flag as it should be from now on: safe unless ramped. */
export type GuardedFlag = {
  key: string;
  definition: FlagDefinition;
  /** The two variants of a ramp; absent where the log does not tell them apart. */
  variants: { risky: string; safe: string } | undefined;
  isNew: boolean;
  /** The event that held the definition until now. */
  definedBy: string | undefined;
  droppedTargeting: boolean;
  /** It is defined so already; only the ramp is new. */
  alreadySafe: boolean;
};

/** Why there is none. */
export type NoFlag = { because: string };

export function guardedFlag(change: BlamedChange): GuardedFlag | NoFlag {
  const { flag, candidate } = change;
  if (!flag) {
    if (candidate.kind !== 'deployment') {
      return { because: 'The change is one of configuration; no flag stands before it, and none could.' };
    }
    return {
      ...newFlag(change),
      variants: { risky: 'on', safe: 'off' },
      isNew: true,
      definedBy: undefined,
      droppedTargeting: false,
      alreadySafe: false,
    };
  }
  if (!flag.defined) {
    return {
      because: `The log holds no definition of the flag ${flag.key}, so its variants are unknown. Define it here, or send its featureflag.defined event.`,
    };
  }
  if (candidate.kind === 'flag' && flag.rampsOutdated)
    return { because: outdated(flag.key, flag.rampsOutdated) };
  const { definition } = flag.defined;
  const { risky, safe } = variantsOf(flag.defined, flag.rampedVariant);
  const { targeting, ...plain } = definition;
  const guarded: FlagDefinition =
    safe === undefined
      ? { ...plain, state: 'DISABLED' }
      : { ...plain, state: 'ENABLED', defaultVariant: safe };
  return {
    key: flag.key,
    definition: guarded,
    variants: risky === undefined || safe === undefined ? undefined : { risky, safe },
    isNew: false,
    definedBy: flag.defined.by,
    droppedTargeting: targeting !== undefined,
    alreadySafe:
      targeting === undefined &&
      definition.state === guarded.state &&
      definition.defaultVariant === guarded.defaultVariant,
  };
}

function outdated(key: string, why: NonNullable<KnownFlag['rampsOutdated']>): string {
  const because =
    why === 'defined-anew'
      ? 'was defined anew after it was ramped'
      : 'was ramped, but no ramp on record hands out one of its variants';
  return `The flag ${key} ${because}, so the log does not tell which of its variants to hold back.`;
}
