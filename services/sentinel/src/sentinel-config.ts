import { ConfigError } from '@hormesis/platform';
import { type Budget, parseBudget } from '@hormesis/statistics';

/** Injection token of the {@link SentinelConfig}. */
export const SENTINEL_CONFIG = Symbol.for('hormesis.sentinel-config');

export type SentinelConfig = {
  /** How many false alarms the team can live with. */
  budget: Budget;
  /** The same in the team's words. */
  budgetInWords: string;
};

/** What holds where a team has said nothing: the rate at which the published delays are measured. */
const usual = '1 % per 30 min';

/**
 * Reads HORMESIS_FALSE_ALARMS.
 * @throws ConfigError when it is no budget
 */
export function readSentinelConfig(env: Readonly<Record<string, string | undefined>>): SentinelConfig {
  const budgetInWords = env.HORMESIS_FALSE_ALARMS || usual;
  try {
    return { budget: parseBudget(budgetInWords), budgetInWords };
  } catch (error) {
    throw new ConfigError(`HORMESIS_FALSE_ALARMS: ${error instanceof Error ? error.message : String(error)}`);
  }
}
