import type { FeatureFlag } from '@openfeature/flagd-core';
import type { DefinedFlag } from '../flag.js';
import type {
  Evaluation,
  EvaluationContext,
  EvaluationReason,
  FlagMetadata,
  FlagValue,
} from './evaluation.js';
import { compile } from './flagd.js';

export const flagSetId = 'hormesis';

/** A flag at one revision, ready to be evaluated. */
export class EvaluableFlag {
  readonly key: string;
  readonly revision: number;
  /** As flagd takes it, with our revision as OpenFeature's `version`. */
  readonly definition: DefinedFlag['definition'];
  private readonly metadata: FlagMetadata;
  private readonly flag: FeatureFlag;
  private readonly splits: 'whole' | 'partly' | 'never';

  constructor({ key, revision, definition }: DefinedFlag) {
    this.key = key;
    this.revision = revision;
    this.definition = { ...definition, metadata: { version: String(revision), ...definition.metadata } };
    this.metadata = { flagSetId, ...this.definition.metadata };
    this.flag = compile(key, definition);
    this.splits = splitting(definition.targeting);
  }

  evaluate(context: EvaluationContext): Evaluation {
    const { key, metadata } = this;
    if (this.flag.state === 'DISABLED') return { key, reason: 'DISABLED', metadata };
    const result = this.flag.evaluate(context as never);
    if (result.reason === 'DEFAULT' && this.splits !== 'never' && !context.targetingKey) {
      const detail = `Flag ${key} splits users by targetingKey. Send one.`;
      return { key, error: 'TARGETING_KEY_MISSING', detail };
    }
    if (result.errorCode !== undefined) {
      const error = result.errorCode === 'PARSE_ERROR' ? 'PARSE_ERROR' : 'GENERAL';
      return { key, error, detail: result.errorMessage ?? `Flag ${key} could not be evaluated.` };
    }
    if (result.value === undefined) return { key, reason: 'UNKNOWN', metadata };
    return {
      key,
      value: result.value as FlagValue,
      variant: result.variant ?? '',
      reason: this.reason(result.reason),
      metadata,
    };
  }

  private reason(reason: string): EvaluationReason {
    if (reason === 'STATIC') return 'STATIC';
    if (reason === 'TARGETING_MATCH') return this.splits === 'whole' ? 'SPLIT' : 'TARGETING_MATCH';
    return 'UNKNOWN';
  }
}

/** Whether the targeting splits users by their targetingKey: at once, in a branch, or not at all. */
function splitting(targeting: unknown): 'whole' | 'partly' | 'never' {
  if (typeof targeting !== 'object' || targeting === null) return 'never';
  if ('fractional' in targeting) return byTargetingKey(targeting.fractional) ? 'whole' : 'never';
  return Object.values(targeting).some((part) => splitting(part) !== 'never') ? 'partly' : 'never';
}

function byTargetingKey(buckets: unknown): boolean {
  return Array.isArray(buckets) && Array.isArray(buckets[0]);
}
