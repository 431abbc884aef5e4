import { rungs } from '@hormesis/events';
import { DEFAULT_RUNG, type Rung } from '@hormesis/incident';
import { ConfigError } from '@hormesis/platform';

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
  /** Absent: rollbacks are refused, and the refusal says how to configure it. */
  webhook?: WebhookConfig;
};

const defaultTimeoutMs = 30_000;

/**
 * Reads HORMESIS_DEFAULT_POLICY and HORMESIS_ROLLBACK_WEBHOOK_URL, _SECRET and _TIMEOUT_MS.
 * @throws ConfigError when one cannot be used
 */
export function readGuardianConfig(env: Readonly<Record<string, string | undefined>>): GuardianConfig {
  const wanted = env.HORMESIS_DEFAULT_POLICY || DEFAULT_RUNG;
  const defaultRung = rungs.find((known) => known === wanted);
  if (!defaultRung) {
    throw new ConfigError(
      `HORMESIS_DEFAULT_POLICY must be ${rungs.slice(0, -1).join(', ')} or ${rungs.at(-1)}; it is "${wanted}".`,
    );
  }
  const url = env.HORMESIS_ROLLBACK_WEBHOOK_URL;
  if (!url) return { defaultRung };
  return {
    defaultRung,
    webhook: {
      url: webAddress(url),
      key: signingKey(env.HORMESIS_ROLLBACK_WEBHOOK_SECRET ?? ''),
      timeoutMs: duration(env.HORMESIS_ROLLBACK_WEBHOOK_TIMEOUT_MS),
    },
  };
}

function webAddress(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new ConfigError(`HORMESIS_ROLLBACK_WEBHOOK_URL must be an http or https address; it is "${url}".`);
}

/** Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
function signingKey(secret: string): Buffer {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(base64, 'base64');
  if (key.length >= 24 && key.length <= 64) return key;
  throw new ConfigError(
    'HORMESIS_ROLLBACK_WEBHOOK_SECRET must be whsec_ and 24 to 64 bytes in base64. Make one: echo "whsec_$(openssl rand -base64 32)".',
  );
}

function duration(text: string | undefined): number {
  if (!text) return defaultTimeoutMs;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1_000 && value <= 600_000) return value;
  throw new ConfigError(
    `HORMESIS_ROLLBACK_WEBHOOK_TIMEOUT_MS must be a whole number from 1000 to 600000; it is "${text}".`,
  );
}
