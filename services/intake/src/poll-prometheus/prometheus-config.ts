import { ConfigError } from '@hormesis/platform';
import { z } from 'zod';
import { readJsonFile } from '../signals-config/signals-config.js';

/** Injection token of the {@link PrometheusConfig}; `undefined` without one. */
export const PROMETHEUS_CONFIG = Symbol.for('hormesis.prometheus-config');

const text = z.string().min(1);
/** A name that is the same for all series, or the label that says it. */
const named = z.union([text, z.strictObject({ label: text })]);

const query = z.strictObject({
  name: text.max(200).optional(),
  metric: text.max(200),
  service: named,
  environment: named.default('production'),
  cohort: z.strictObject({ version: text, pod: text, flag: text, variant: text }).partial().default({}),
  intervalSeconds: z.number().int().min(1).max(60),
  total: text,
  bad: text.optional(),
  latency: z.strictObject({ buckets: text, sum: text, unit: z.enum(['s', 'ms']).default('s') }).optional(),
});

const file = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  timeoutMs: z.number().int().min(100).max(60_000).default(5_000),
  delayMs: z.number().int().min(0).max(300_000).default(1_000),
  queries: z.array(query).min(1),
});

export type PrometheusQuery = z.infer<typeof query> & { name: string };

export type PrometheusConfig = Omit<z.infer<typeof file>, 'queries'> & {
  queries: readonly PrometheusQuery[];
  /** Sent as a bearer token. */
  token?: string;
};

/**
 * Reads the file that HORMESIS_PROMETHEUS_FILE names, and HORMESIS_PROMETHEUS_TOKEN; `undefined` without a file.
 * @throws ConfigError when it cannot be used
 */
export function readPrometheusConfig(
  env: Readonly<Record<string, string | undefined>>,
): PrometheusConfig | undefined {
  const path = env.HORMESIS_PROMETHEUS_FILE;
  if (!path) return undefined;
  const { queries, ...rest } = readJsonFile('HORMESIS_PROMETHEUS_FILE', path, file);
  const named = queries.map((one) => ({ ...one, name: one.name ?? one.metric }));
  const twice = named.find(({ name }, n) => named.findIndex((other) => other.name === name) !== n);
  if (twice)
    throw new ConfigError(`HORMESIS_PROMETHEUS_FILE: ${path}: two queries have the name ${twice.name}.`);
  const token = env.HORMESIS_PROMETHEUS_TOKEN;
  return { ...rest, queries: named, ...(token ? { token } : {}) };
}
