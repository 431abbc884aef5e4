import { type Refusal, refuse } from '@hormesis/decider';
import type { FlagDefinition } from '../flag.js';
import { asSplit, fractional } from './fractional.js';

type Targeting = NonNullable<FlagDefinition['targeting']>;
export type Ramped = { targeting: Targeting } | Refusal;

/**
 * The targeting that gives `percentage` of the users the variant and the others what they had.
 *
 * Rules that come before it stay: in an `if` chain only the last `else` is ramped. A split into two is replaced (its
 * bucketing stays). What cannot be ramped without losing a rule is refused.
 */
export function rampTargeting(definition: FlagDefinition, variant: string, percentage: number): Ramped {
  if (!Object.hasOwn(definition.variants, variant)) {
    const known = Object.keys(definition.variants).join(', ');
    return refuse('variant-unknown', `There is no variant ${variant}. Take one of: ${known}.`);
  }
  if (!(percentage >= 0 && percentage <= 100)) {
    return refuse('percentage-invalid', `${percentage} is no percentage. Give a number from 0 to 100.`);
  }
  const rest = restOf(definition, variant);
  if (typeof rest === 'object' && rest) return rest;
  return ramped(definition.targeting, variant, percentage, rest);
}

/** What the users outside the ramp get: the default variant, or `null` for the code default. */
function restOf({ variants, defaultVariant }: FlagDefinition, variant: string): string | null | Refusal {
  if (defaultVariant !== variant) return defaultVariant || null;
  const others = Object.keys(variants).filter((name) => name !== variant);
  const [other] = others;
  if (other !== undefined && others.length === 1) return other;
  return refuse(
    'ramp-ambiguous',
    `${variant} is the default variant, so what do the other users get? Make another variant the default first.`,
  );
}

function ramped(targeting: unknown, variant: string, percentage: number, rest: string | null): Ramped {
  if (isNothing(targeting)) return { targeting: fractional(variant, percentage, rest) };
  const split = asSplit(targeting);
  if (split) return { targeting: fractional(variant, percentage, rest, split.bucketBy) };
  const chain = (targeting as { if?: unknown }).if;
  if (!Array.isArray(chain)) return cannotRamp(targeting);
  const hasElse = chain.length % 2 === 1;
  const last = hasElse ? chain.at(-1) : undefined;
  const outside = typeof last === 'string' && last !== variant ? last : rest;
  const otherwise = ramped(typeof last === 'string' ? undefined : last, variant, percentage, outside);
  if ('refused' in otherwise) return otherwise;
  const branches = hasElse ? chain.slice(0, -1) : chain;
  return { targeting: { ...(targeting as Targeting), if: [...branches, otherwise.targeting] } };
}

function isNothing(targeting: unknown): boolean {
  return targeting == null || (typeof targeting === 'object' && Object.keys(targeting).length === 0);
}

function cannotRamp(targeting: unknown): Refusal {
  const operator =
    typeof targeting === 'object' ? Object.keys(targeting ?? {})[0] : JSON.stringify(targeting);
  return refuse(
    'targeting-not-rampable',
    `its targeting uses ${operator} where the ramp would go. A ramp can stand alone, replace a split in two, or be the last else of an if. Write the targeting yourself and define the flag with it.`,
  );
}
