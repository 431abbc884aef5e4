import { type WebhookTarget, webhookKeyOf } from '@hormesis/executors';
import { ConfigError } from '@hormesis/platform';

/** Injection token of the {@link DrillConfig}. */
export const DRILL_CONFIG = Symbol.for('hormesis.drill-config');

export type DrillConfig = {
  /** Who injects; absent: drills are refused, and the refusal says how to configure one. */
  injector?: WebhookTarget;
};

/**
 * Reads HORMESIS_INJECTOR_URL and HORMESIS_INJECTOR_SECRET.
 * @throws ConfigError when one cannot be used
 */
export function readDrillConfig(env: Readonly<Record<string, string | undefined>>): DrillConfig {
  const url = env.HORMESIS_INJECTOR_URL;
  if (!url) return {};
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigError(`HORMESIS_INJECTOR_URL must be an http or https address; it is "${url}".`);
  }
  const key = webhookKeyOf(env.HORMESIS_INJECTOR_SECRET ?? '');
  if (key) return { injector: { url, key } };
  throw new ConfigError(
    'HORMESIS_INJECTOR_SECRET must be whsec_ and 24 to 64 bytes in base64. Make one: echo "whsec_$(openssl rand -base64 32)".',
  );
}
