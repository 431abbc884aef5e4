import { ConfigError } from '@hormesis/platform';

/** Injection token of the {@link LearningConfig}. */
export const LEARNING_CONFIG = Symbol.for('hormesis.learning-config');

export type LearningConfig = {
  /** How many days of signal windows are kept for backtests. */
  recordingDays: number;
};

const usualDays = 180;
const mostDays = 3_650;

/**
 * Reads HORMESIS_RECORDING_DAYS.
 * @throws ConfigError when it is no such number
 */
export function readLearningConfig(env: Readonly<Record<string, string | undefined>>): LearningConfig {
  const text = env.HORMESIS_RECORDING_DAYS || String(usualDays);
  const recordingDays = Number(text);
  if (!Number.isInteger(recordingDays) || recordingDays < 1 || recordingDays > mostDays) {
    throw new ConfigError(
      `HORMESIS_RECORDING_DAYS must be a whole number from 1 to ${mostDays}; it is "${text}".`,
    );
  }
  return { recordingDays };
}
