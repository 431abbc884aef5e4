import type { FlagDefinition } from '../flag.js';

export type FlagValue = FlagDefinition['variants'][string];
export type FlagMetadata = Record<string, string | number | boolean>;

/** What a client is told about one flag. Without a value the client takes the default in its own code. */
export type Evaluation =
  | { key: string; value: FlagValue; variant: string; reason: EvaluationReason; metadata: FlagMetadata }
  | { key: string; reason: 'DISABLED' | 'UNKNOWN'; metadata: FlagMetadata }
  | { key: string; error: EvaluationError; detail: string };

/** The reasons of OFREP. flagd's `DEFAULT` (no rule matched) is none of them, and is `UNKNOWN` here. */
export type EvaluationReason = 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'UNKNOWN';

export type EvaluationError = 'FLAG_NOT_FOUND' | 'TARGETING_KEY_MISSING' | 'PARSE_ERROR' | 'GENERAL';

/** Who is asking: `targetingKey` and whatever the targeting looks at. */
export type EvaluationContext = {
  readonly targetingKey?: string | undefined;
  readonly [attribute: string]: unknown;
};
