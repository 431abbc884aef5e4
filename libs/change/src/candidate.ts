import type { DataOf } from '@hormesis/events';
import type { Change } from './change.js';

/** A change that may have caused an anomaly, or `none` (`change` is null): no change did it. */
export type Candidate = {
  change: Change | null;
  probability: number;
  /** Why, one sentence part each, for people. */
  evidence: readonly string[];
  /** What its score is the sum of: logarithms by name. */
  terms?: Readonly<Record<string, number>>;
};

export type StatedCandidate = DataOf<'attribution.ranked'>['candidates'][number];

/** The candidate as the event `attribution.ranked` states it. */
export function stated({ change, probability, evidence, terms }: Candidate): StatedCandidate {
  const why = { evidence: [...evidence], ...(terms ? { terms: { ...terms } } : {}) };
  if (!change) return { change: null, probability, ...why };
  const { eventId, source, kind, subject, summary, at, reversible } = change;
  return {
    change: { eventId, source, kind, service: change.service ?? '*', subject, summary, at, reversible },
    probability,
    ...why,
  };
}
