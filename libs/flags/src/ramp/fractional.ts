type Bucket = [variant: string | null, weight: number];

/** flagd's `fractional` with at most two buckets, the shape that a ramp has. */
export type Split = { bucketBy: readonly unknown[]; buckets: readonly Bucket[] };

/**
 * Parts of the users: `percentage` get `variant`, the others `rest`. The variant comes first, so that its users stay
 * in it while the share grows. Whole percentages keep readable weights; finer ones are kept to 0.001 %.
 */
export function fractional(
  variant: string,
  percentage: number,
  rest: string | null,
  bucketBy: readonly unknown[] = [],
): Record<string, unknown> {
  const whole = Number.isInteger(percentage) ? 100 : 100_000;
  const weight = Math.round((percentage * whole) / 100);
  return { fractional: [...bucketBy, [variant, weight], [rest, whole - weight]] };
}

/** Reads a `fractional` of at most two buckets; `undefined` for anything else. */
export function asSplit(targeting: unknown): Split | undefined {
  const args = (targeting as { fractional?: unknown } | null)?.fractional;
  if (!Array.isArray(args)) return undefined;
  const bucketBy = isBucket(args[0]) ? [] : args.slice(0, 1);
  const buckets = args.slice(bucketBy.length);
  return buckets.length <= 2 && buckets.every(isBucket) ? { bucketBy, buckets } : undefined;
}

function isBucket(arg: unknown): arg is Bucket {
  return Array.isArray(arg) && (typeof arg[0] === 'string' || arg[0] === null);
}
