import type { Case } from '../case/case.js';
import { noPriors, type Priors } from '../evidence/priors.js';
import { posterior } from './posterior.js';
import { type Evidence, evidenceOf } from './scene-of.js';
import type { Looked } from './terms-of-change.js';
import { weights as fitted, type Weights } from './weights.js';
import { withoutControl } from './without-control.js';

export type AttributionOptions = { priors?: Priors; weights?: Weights };

export type RankedChange = {
  changeId: string;
  probability: number;
  /** Logarithms by name; their sum is the score. */
  terms: Readonly<Record<string, number>>;
  looked: Looked;
};

export type CaseAttribution = {
  /** Most likely first; equal ones by id. */
  ranking: readonly RankedChange[];
  /** What is left: no change did it. */
  none: { probability: number; terms: Readonly<Record<string, number>> };
  evidence: Evidence;
};

/** Which change explains an alert: all that had begun and `none` compete, and their probabilities add up to 1. */
export function attributeCase(given: Case, options: AttributionOptions = {}): CaseAttribution {
  const { priors = noPriors, weights = fitted } = options;
  const evidence = evidenceOf(given);
  const changes = evidence.looked.map((looked) => {
    const { service, kind } = looked.change;
    return {
      looked,
      terms: { ...weigh(looked.terms, weights.change), prior: priors.logOdds(service, kind) },
    };
  });
  const none = weigh(evidence.none, weights.none);
  const [forNone = 1, ...each] = posterior([total(none), ...changes.map(({ terms }) => total(terms))]);
  const limited = withoutControl(
    changes.map(({ looked, terms }, n) => ({
      changeId: looked.change.id,
      probability: each[n] ?? 0,
      terms,
      looked,
    })),
    forNone,
  );
  const ranking = limited.ranking.sort(
    (a, b) => b.probability - a.probability || (a.changeId < b.changeId ? -1 : 1),
  );
  return { ranking, none: { probability: limited.none, terms: none }, evidence };
}

function weigh<Name extends string>(
  terms: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(terms) as Name[];
  return Object.fromEntries(names.map((name) => [name, terms[name] * weights[name]])) as Record<Name, number>;
}

function total(terms: Readonly<Record<string, number>>): number {
  return Object.values(terms).reduce((sum, term) => sum + term, 0);
}
