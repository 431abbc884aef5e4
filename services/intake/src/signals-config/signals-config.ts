import { readFileSync } from 'node:fs';
import { type CohortKind, cohortKinds, type SignalRule, standardRules } from '@hormesis/otlp';
import { ConfigError } from '@hormesis/platform';
import { z } from 'zod';

/** Injection token of the {@link SignalsConfig}. */
export const SIGNALS_CONFIG = Symbol.for('hormesis.signals-config');

/** How what is measured becomes signals. */
export type SignalsConfig = {
  /** The environment of what names none. */
  environment: string;
  cohort: readonly CohortKind[];
  rules: readonly SignalRule[];
};

const text = z.string().min(1);
const rule = z.strictObject({
  metric: text,
  signal: text,
  counts: z.enum(['requests', 'bad']).default('requests'),
  bad: z
    .array(
      z.strictObject({ attribute: text, in: z.array(z.string()).optional(), atLeast: z.number().optional() }),
    )
    .default([]),
  unit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
});

const file = z.strictObject({
  environment: text.default('production'),
  cohort: z.array(z.enum(cohortKinds)).default(['version', 'flag']),
  metrics: z.array(rule).default([]),
});

/**
 * Reads the file that HORMESIS_SIGNALS_FILE names; without one, the conventions of OpenTelemetry hold. What the file
 * says of a metric stands in place of what they say.
 * @throws ConfigError when it cannot be used
 */
export function readSignalsConfig(env: Readonly<Record<string, string | undefined>>): SignalsConfig {
  const path = env.HORMESIS_SIGNALS_FILE;
  const { environment, cohort, metrics } = path
    ? readJsonFile('HORMESIS_SIGNALS_FILE', path, file)
    : file.parse({});
  const own = metrics.map(ruleOf);
  const standard = standardRules.filter((one) => !own.some(({ metric }) => metric === one.metric));
  return { environment, cohort, rules: [...own, ...standard] };
}

/** Reads a file of JSON. @throws ConfigError that names the variable, the file, and what is wrong in it */
export function readJsonFile<Schema extends z.ZodType>(
  variable: string,
  path: string,
  schema: Schema,
): z.infer<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError(`${variable}: ${path} cannot be read as JSON: ${(error as Error).message}.`);
  }
  const { data, error } = schema.safeParse(json);
  if (!error) return data as z.infer<Schema>;
  const [issue] = error.issues;
  throw new ConfigError(`${variable}: ${path}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}.`);
}

const milliseconds = { s: 1_000, ms: 1, us: 1e-3, ns: 1e-6 } as const;

function ruleOf({ metric, signal, counts, bad, unit }: z.infer<typeof rule>): SignalRule {
  const when = bad.map(({ attribute, in: those, atLeast }) => ({
    attribute,
    ...(those === undefined ? {} : { in: those }),
    ...(atLeast === undefined ? {} : { atLeast }),
  }));
  return { metric, signal, counts, bad: when, ...(unit === undefined ? {} : { toMs: milliseconds[unit] }) };
}
