import type { DataOf } from '@hormesis/events';

type FlagDefinition = DataOf<'featureflag.defined'>['definition'];
/** Percent of users; `undefined`: the targeting does not tell. */
type Share = number | undefined;

/**
 * Percent of users that may get something by a flag as it is defined. Nobody does while it is off, or gives all of them
 * `false`, `off` or the code default. Rules that name users whom nobody can count are taken as reaching all.
 */
export function exposureOfFlag(definition: FlagDefinition): number {
  if (definition.state === 'DISABLED') return 0;
  const gives = exposing(definition);
  if (!Object.keys(definition.variants).some(gives)) return 0;
  return shareIn(definition.targeting, definition.defaultVariant, gives) ?? 100;
}

/**
 * Percent of users, apart from those whom a rule names, that have the variant that is ramped; if that one is `false` or
 * `off`: that have another. `undefined` where the targeting does not tell.
 */
export function exposureOfRamp(definition: FlagDefinition, variant: string): Share {
  if (definition.state === 'DISABLED') return 0;
  const gives = exposing(definition);
  const counts = gives(variant) ? (name: string) => name === variant : gives;
  return shareIn(lastElse(definition.targeting), definition.defaultVariant, counts);
}

function exposing({ variants }: FlagDefinition): (variant: string) => boolean {
  return (variant) => variant !== 'off' && Object.hasOwn(variants, variant) && variants[variant] !== false;
}

function shareIn(
  targeting: unknown,
  otherwise: string | null | undefined,
  counts: (variant: string) => boolean,
): Share {
  if (isNothing(targeting)) return otherwise && counts(otherwise) ? 100 : 0;
  if (typeof targeting !== 'object') return counts(String(targeting)) ? 100 : 0;
  const { fractional, if: chain } = targeting as { fractional?: unknown; if?: unknown };
  const share = (outcome: unknown) => shareIn(outcome, otherwise, counts);
  if (Array.isArray(fractional)) return shareOfSplit(fractional, share);
  if (!Array.isArray(chain)) return undefined;
  const others = chain.filter((_, index) => index % 2 === 1).map(share);
  const most = share(elseOf(chain));
  return most === 0 && others.some((part) => part !== 0) ? 100 : most;
}

/** Of flagd's `fractional`: an optional expression to bucket by, then `[variant, weight]`, the weight 1 if left out. */
function shareOfSplit(fractional: readonly unknown[], share: (outcome: unknown) => Share): Share {
  const buckets = Array.isArray(fractional[0]) ? fractional : fractional.slice(1);
  let sum = 0;
  let total = 0;
  for (const bucket of buckets) {
    const [outcome, weight = 1] = Array.isArray(bucket) ? bucket : [];
    const part = typeof outcome === 'string' || outcome === null ? share(outcome) : undefined;
    if (part === undefined || typeof weight !== 'number') return undefined;
    sum += part * weight;
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}

function lastElse(targeting: unknown): unknown {
  const chain = (targeting as { if?: unknown } | null | undefined)?.if;
  return Array.isArray(chain) ? lastElse(elseOf(chain)) : targeting;
}

function elseOf(chain: readonly unknown[]): unknown {
  return chain.length % 2 === 1 ? chain.at(-1) : undefined;
}

function isNothing(targeting: unknown): boolean {
  return targeting == null || (typeof targeting === 'object' && Object.keys(targeting).length === 0);
}
