import type { KnownFlag } from '../case/known-flag.js';

type Defined = NonNullable<KnownFlag['defined']>;

const offNames = ['off', 'control', 'disabled', 'false', 'old', 'none'];

/** The variants of a flag sorted into the one that hurt and the one to fall back to. */
export type Variants = { safe: string | undefined; risky: string | undefined };

/**
 * Safe is what is off: the variant that means `false`, else one named so, else the default that was not ramped.
 * Undefined where the log does not tell; then only turning the flag off is safe.
 */
export function variantsOf({ definition }: Defined, rampedVariant: string | undefined): Variants {
  const names = Object.keys(definition.variants);
  const risky = rampedVariant ?? names.find((name) => definition.variants[name] === true);
  const safe =
    names.find((name) => name !== risky && definition.variants[name] === false) ??
    names.find((name) => name !== risky && offNames.includes(name.toLowerCase())) ??
    (definition.defaultVariant !== risky ? (definition.defaultVariant ?? undefined) : undefined);
  return { safe, risky: risky ?? onlyOther(names, safe) };
}

function onlyOther(names: readonly string[], safe: string | undefined): string | undefined {
  const others = names.filter((name) => name !== safe);
  return others.length === 1 ? others[0] : undefined;
}
