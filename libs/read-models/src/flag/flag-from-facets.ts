import type { Actor } from '@hormesis/api';
import { type FlagDefinition, rampTargeting } from '@hormesis/flags';
import { compareStamps } from '@hormesis/projection';
import type { FlagFacets, FlagFact } from './facets.js';

/** What the row of a flag says. */
export type FlagValues = {
  state: 'ENABLED' | 'DISABLED';
  service: string | null;
  environment: string | null;
  definition: FlagDefinition | null;
  percentage: number | null;
  removed: boolean;
  revision: number;
  changedAt: string;
  changedBy: Actor | null;
  reason: string | null;
  eventId: string;
};

const unknown: FlagValues = {
  state: 'ENABLED',
  service: null,
  environment: null,
  definition: null,
  percentage: null,
  removed: false,
  revision: 0,
  changedAt: '',
  changedBy: null,
  reason: null,
  eventId: '',
};

/** Folds the last event of each kind, in order of time. */
export function flagFromFacets({ last, count, revision }: FlagFacets): FlagValues {
  const folded = [...last].sort(compareStamps).reduce(evolve, unknown);
  return { ...folded, revision: Math.max(count, revision) };
}

function evolve(flag: FlagValues, fact: FlagFact): FlagValues {
  const next = {
    ...flag,
    service: fact.data.service?.id ?? flag.service,
    environment: fact.data.environment?.id ?? flag.environment,
    removed: false,
    changedAt: fact.eventTime,
    changedBy: fact.actor,
    reason: fact.data.reason ?? null,
    eventId: fact.eventId,
  };
  switch (fact.name) {
    case 'featureflag.defined':
      return {
        ...next,
        definition: fact.data.definition,
        state: fact.data.definition.state,
        percentage: null,
      };
    case 'featureflag.flipped':
      return { ...next, state: fact.data.state, definition: switched(flag.definition, fact.data.state) };
    case 'featureflag.ramped': {
      const { variant, percentage } = fact.data;
      return { ...next, percentage, definition: ramped(flag.definition, variant, percentage) };
    }
    case 'featureflag.removed':
      return { ...next, removed: true, definition: null, percentage: null };
  }
}

function switched(definition: FlagDefinition | null, state: FlagDefinition['state']): FlagDefinition | null {
  return definition && { ...definition, state };
}

function ramped(
  definition: FlagDefinition | null,
  variant: string,
  percentage: number,
): FlagDefinition | null {
  if (!definition) return null;
  const targeting = rampTargeting(definition, variant, percentage);
  return 'refused' in targeting ? definition : { ...definition, ...targeting };
}
