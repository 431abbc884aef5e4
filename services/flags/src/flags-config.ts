import { flagPolicyMode } from '@hormesis/events';
import type { FlagPolicyMode } from '@hormesis/flags';
import { ConfigError } from '@hormesis/platform';

/** Injection token of the {@link FlagsConfig}. */
export const FLAGS_CONFIG = Symbol.for('hormesis.flags-config');

export type FlagsConfig = {
  /** Where flagd’s sync is served over gRPC; absent: not at all. */
  flagdSyncPort?: number;
  /** What is done about user-facing changes behind no flag where no policy was set. */
  flagPolicy: FlagPolicyMode;
};

/**
 * Reads HORMESIS_FLAGD_SYNC_PORT and HORMESIS_FLAG_POLICY.
 * @throws ConfigError when one cannot be used
 */
export function readFlagsConfig(env: Readonly<Record<string, string | undefined>>): FlagsConfig {
  const port = env.HORMESIS_FLAGD_SYNC_PORT;
  return { ...(port ? { flagdSyncPort: portOf(port) } : {}), flagPolicy: policyOf(env.HORMESIS_FLAG_POLICY) };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError(`HORMESIS_FLAGD_SYNC_PORT must be a port such as 8015; it is "${text}".`);
}

function policyOf(text: string | undefined): FlagPolicyMode {
  const mode = flagPolicyMode.options.find((known) => known === (text || 'report'));
  if (mode) return mode;
  throw new ConfigError(`HORMESIS_FLAG_POLICY must be off, report or refuse; it is "${text}".`);
}
