import { readFileSync } from 'node:fs';
import { type Deliveries, makeDeliveries } from '@hormesis/delivery';
import { ConfigError } from '@hormesis/platform';

/** Injection token of the {@link DeliveryConfig}. */
export const DELIVERY_CONFIG = Symbol.for('hormesis.delivery-config');

export type DeliveryConfig = {
  deliveries: Deliveries;
  /** Where people reach the console, for links; without a `/` at its end. */
  publicUrl?: string;
};

/**
 * Reads HORMESIS_DELIVERY_FILE, what it names, and HORMESIS_PUBLIC_URL.
 * @throws ConfigError when one cannot be used
 */
export function readDeliveryConfig(env: Readonly<Record<string, string | undefined>>): DeliveryConfig {
  const path = env.HORMESIS_DELIVERY_FILE;
  const publicUrl = env.HORMESIS_PUBLIC_URL?.replace(/\/+$/, '');
  if (publicUrl && (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol))) {
    throw new ConfigError(`HORMESIS_PUBLIC_URL must be an http or https address; it is "${publicUrl}".`);
  }
  try {
    const deliveries = makeDeliveries(path ? textOf(path) : '', env);
    return { deliveries, ...(publicUrl ? { publicUrl } : {}) };
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`HORMESIS_DELIVERY_FILE cannot be read: ${why}.`);
  }
}
