import { rungs } from '@hormesis/events';
import { webhookKeyOf } from '@hormesis/executors';
import { DEFAULT_RUNG, type Rung } from '@hormesis/incident';
import { ConfigError } from '@hormesis/platform';
import { type ExecutorsConfig, readExecutorsFile } from './read-executors-file.js';

/** Injection token of the {@link GuardianConfig}. */
export const GUARDIAN_CONFIG = Symbol.for('hormesis.guardian-config');

export type WebhookConfig = {
  url: string;
  /** The decoded secret that signs. */
  key: Buffer;
  /** The longest an action may take with all its retries, milliseconds. */
  timeoutMs: number;
};

export type GuardianConfig = {
  /** The rung where no policy was set. */
  defaultRung: Rung;
  /** Most actions an hour that the guardian takes alone, all in all; a policy for everything may say otherwise. */
  actionsPerHour: number;
  /** In so long after an action it must be well again, milliseconds. */
  recoveryWindowMs: number;
  /** Where people are told that an action did not help. */
  escalation?: Pick<WebhookConfig, 'url' | 'key'>;
  /** Absent: what the built-in flags cannot do is refused, and the refusal says how to configure it. */
  webhook?: WebhookConfig;
  /** Further systems that carry actions out. */
  executors?: ExecutorsConfig;
};

/**
 * Reads HORMESIS_DEFAULT_POLICY, HORMESIS_ACTIONS_PER_HOUR, HORMESIS_RECOVERY_SECONDS, HORMESIS_ESCALATION_WEBHOOK_URL and
 * _SECRET, HORMESIS_ROLLBACK_WEBHOOK_URL, _SECRET and _TIMEOUT_MS, HORMESIS_EXECUTORS_FILE and what it names.
 * @throws ConfigError when one cannot be used
 */
export function readGuardianConfig(env: Environment): GuardianConfig {
  const webhook = receiverIn(env, 'HORMESIS_ROLLBACK_WEBHOOK_URL', 'HORMESIS_ROLLBACK_WEBHOOK_SECRET');
  const escalation = receiverIn(env, 'HORMESIS_ESCALATION_WEBHOOK_URL', 'HORMESIS_ESCALATION_WEBHOOK_SECRET');
  const executors = readExecutorsFile(env);
  return {
    defaultRung: rungIn(env),
    actionsPerHour: numberIn(env, 'HORMESIS_ACTIONS_PER_HOUR', { least: 1, most: 100_000, otherwise: 10 }),
    recoveryWindowMs:
      numberIn(env, 'HORMESIS_RECOVERY_SECONDS', { least: 1, most: 86_400, otherwise: 600 }) * 1_000,
    ...(escalation ? { escalation } : {}),
    ...(executors ? { executors } : {}),
    ...(webhook
      ? {
          webhook: {
            ...webhook,
            timeoutMs: numberIn(env, 'HORMESIS_ROLLBACK_WEBHOOK_TIMEOUT_MS', {
              least: 1_000,
              most: 600_000,
              otherwise: 30_000,
            }),
          },
        }
      : {}),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

function rungIn(env: Environment): Rung {
  const wanted = env.HORMESIS_DEFAULT_POLICY || DEFAULT_RUNG;
  const rung = rungs.find((known) => known === wanted);
  if (rung) return rung;
  throw new ConfigError(
    `HORMESIS_DEFAULT_POLICY must be ${rungs.slice(0, -1).join(', ')} or ${rungs.at(-1)}; it is "${wanted}".`,
  );
}

/** A receiver of webhooks: an address, and the secret that signs what is sent there. */
function receiverIn(
  env: Environment,
  name: string,
  nameOfSecret: string,
): { url: string; key: Buffer } | undefined {
  const url = env[name];
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigError(`${name} must be an http or https address; it is "${url}".`);
  }
  const key = webhookKeyOf(env[nameOfSecret] ?? '');
  if (key) return { url, key };
  throw new ConfigError(
    `${nameOfSecret} must be whsec_ and 24 to 64 bytes in base64. Make one: echo "whsec_$(openssl rand -base64 32)".`,
  );
}

function numberIn(
  env: Environment,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ConfigError(`${name} must be a whole number from ${least} to ${most}; it is "${text}".`);
}
