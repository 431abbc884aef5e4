import { readFileSync } from 'node:fs';
import type { LoadedRulesOptions } from '@hormesis/delivery';
import { ConfigError } from '@hormesis/platform';

/** Injection token of the {@link RulesConfig}. */
export const RULES_CONFIG = Symbol.for('hormesis.rules-config');

/** The Prometheus whose rules are looked at; absent: none. */
export type RulesConfig = { prometheus?: LoadedRulesOptions };

const timeoutMs = 5_000;

/**
 * Reads HORMESIS_PROMETHEUS_URL, else the address in the file of HORMESIS_PROMETHEUS_FILE, and HORMESIS_PROMETHEUS_TOKEN.
 * @throws ConfigError when the address is none
 */
export function readRulesConfig(env: Readonly<Record<string, string | undefined>>): RulesConfig {
  const url = env.HORMESIS_PROMETHEUS_URL || urlIn(env.HORMESIS_PROMETHEUS_FILE);
  if (!url) return {};
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigError(`HORMESIS_PROMETHEUS_URL must be an http or https address; it is "${url}".`);
  }
  const token = env.HORMESIS_PROMETHEUS_TOKEN;
  return { prometheus: { url, timeoutMs, ...(token ? { token } : {}) } };
}

/** What is wrong with that file is said by the intake, whose file it is. */
function urlIn(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    const { url } = JSON.parse(readFileSync(path, 'utf8')) as { url?: unknown };
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
