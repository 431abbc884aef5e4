import { type Alarm, type CallGraph, type Candidate, type Change, rankCandidates } from '@hormesis/change';
import { noPriors, type Priors } from '../evidence/priors.js';
import { posterior } from '../ranking/posterior.js';
import type { CohortWindow } from './cohort-window.js';
import { compareWindows } from './compare-windows.js';
import { isNamed, namedBy, type StatedAnomaly } from './stated-evidence.js';

/** The name of the method, as `attribution.ranked` states it. */
export const ATTRIBUTION_METHOD = 'posterior/2';

export type AnomalyToAttribute = {
  /** What got worse, with the evidence of whoever noticed it. */
  anomaly: Alarm & StatedAnomaly;
  /** All that is known of the last hour or more, in any order and of any environment. */
  changes: readonly Change[];
  /** When the question is asked. */
  now: Date;
  callGraph?: CallGraph;
  /** Windows of counts by cohort, where they are at hand. */
  windows?: readonly CohortWindow[];
  priors?: Priors;
  /** Candidates to name, `none` included. Default 20. */
  limit?: number;
};

export type AnomalyAttribution = {
  method: string;
  /** Most likely first, `none` among them; their probabilities add up to 1. */
  candidates: (Candidate & { terms: Readonly<Record<string, number>> })[];
  /** Event ids of the changes that may have caused it together. */
  causes: string[];
};

/** A change this likely against `none` alone, by evidence of its own, is one of several causes. */
const LIKELY_ALONE = 0.9;

/**
 * Which change explains an anomaly. What is known without looking at users — time, closeness, reach — is the prior; what
 * was seen of users with and without each change, and what taking back such changes did before, multiplies it.
 */
export function attribute(question: AnomalyToAttribute): AnomalyAttribution {
  const { anomaly, changes, now, callGraph, windows = [], priors = noPriors, limit } = question;
  const options = { ...(callGraph ? { callGraph } : {}), ...(limit === undefined ? {} : { limit }) };
  const ranked = rankCandidates({ anomaly, changes, now, options });
  const named = namedBy(anomaly);
  const scored = ranked.map((candidate) => {
    const { change, probability } = candidate;
    const prior = probability > 0 ? Math.log(probability) : Number.NEGATIVE_INFINITY;
    if (!change) return { candidate, prior, terms: {}, told: [] };
    const stated = named && isNamed(named, change, changes) ? { stated: named.logEvidence } : {};
    const seen = compareWindows(change, anomaly, stated.stated === undefined ? windows : [], now);
    const history = priors.logOdds(change.service ?? anomaly.service, change.kind);
    const terms = { ...stated, ...seen.terms, ...(history === 0 ? {} : { history }) };
    return {
      candidate,
      prior,
      terms,
      told: [...(stated.stated === undefined ? [] : [named?.told ?? '']), ...seen.told],
    };
  });
  const scores = scored.map(({ prior, terms }) => prior + total(terms));
  const probabilities = posterior(scores);
  const candidates = scored
    .map(({ candidate, prior, terms, told }, n) => ({
      ...candidate,
      probability: probabilities[n] ?? 0,
      evidence: [...candidate.evidence, ...told],
      terms: rounded(Number.isFinite(prior) ? { prior, ...terms } : terms),
      order: n,
    }))
    .sort((a, b) => b.probability - a.probability || a.order - b.order)
    .map(({ order: _order, ...candidate }) => candidate);
  return { method: ATTRIBUTION_METHOD, candidates, causes: causesOf(candidates) };
}

function causesOf(candidates: AnomalyAttribution['candidates']): string[] {
  const none = candidates.find(({ change }) => change === null)?.probability ?? 0;
  return candidates.flatMap(({ change, probability, terms }, n) => {
    if (!change || probability / (probability + none) < LIKELY_ALONE) return [];
    const hasOwn = (terms.stated ?? 0) + (terms.contrastIn ?? 0) > 1;
    return n === 0 || hasOwn ? [change.eventId] : [];
  });
}

function total(terms: Readonly<Record<string, number>>): number {
  return Object.values(terms).reduce((sum, term) => sum + term, 0);
}

function rounded(terms: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(terms).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000]),
  );
}
