import type { FlagDefinition } from '../case/known-flag.js';

/** A flag file as flagd and `@openfeature/flagd-core` read it. */
export function flagdDocument(key: string, definition: FlagDefinition) {
  return { $schema: 'https://flagd.dev/schema/v0/flags.json', flags: { [key]: definition } };
}

/** The definition with `percentage` % of users on `variant` and the rest on `rest`; whole percents. */
export function ramped(
  definition: FlagDefinition,
  variant: string,
  rest: string,
  percentage: number,
): FlagDefinition {
  const { targeting: _, ...others } = definition;
  if (percentage === 100) return { ...others, state: 'ENABLED', defaultVariant: variant };
  return {
    ...others,
    state: 'ENABLED',
    defaultVariant: rest,
    targeting: {
      fractional: [
        [variant, percentage],
        [rest, 100 - percentage],
      ],
    },
  };
}

export function jsonFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
