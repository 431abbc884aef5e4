import {
  attributeCase,
  type CaseAttribution,
  CaseError,
  causesOf,
  parseCase,
  sentencesOf,
  sentencesOfNone,
  verdictOf,
} from '@hormesis/attribution';
import { CliError } from '../cli/cli-error.js';
import { parseJson } from '../emit/parse-json.js';
import type { Line } from './read-lines.js';

/** @throws CliError that names the line, the field and its index */
export function answerCase({ number, text }: Line): CaseAttribution {
  const json = parseJson(text, `Line ${number}`);
  try {
    return attributeCase(parseCase(json));
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    const details = error.issues.map(({ field, reason }) => ({ field, reason }));
    throw new CliError(
      'usage',
      `Line ${number} is no case.`,
      'See docs/how-to/try-attribution-on-your-own-data.md.',
      {
        details,
      },
    );
  }
}

/** What is printed: the ranking, or that no change did it; with `evidence`, why. */
export function answerTo(attribution: CaseAttribution, { evidence }: { evidence: boolean }): object {
  const verdict = verdictOf(attribution);
  return evidence ? { ...verdict, evidence: evidenceOf(attribution) } : verdict;
}

function evidenceOf(attribution: CaseAttribution) {
  const { onset } = attribution.evidence.scene;
  return {
    onset: { at: Math.round(onset.at), confidence: rounded(onset.confidence) },
    causes: causesOf(attribution),
    changes: attribution.ranking.map((ranked) => ({
      changeId: ranked.changeId,
      probability: rounded(ranked.probability),
      terms: roundedAll(ranked.terms),
      because: sentencesOf(ranked),
    })),
    none: {
      probability: rounded(attribution.none.probability),
      terms: roundedAll(attribution.none.terms),
      because: sentencesOfNone(attribution),
    },
  };
}

/** The same for people, most likely first. */
export function explanation(attribution: CaseAttribution): string[] {
  const { ranking, none } = attribution;
  const lines = [
    ...ranking.map((ranked) => ({
      probability: ranked.probability,
      text: `${ranked.changeId}: ${sentencesOf(ranked).join('; ')}`,
    })),
    { probability: none.probability, text: `no change: ${sentencesOfNone(attribution).join('; ')}` },
  ].sort((a, b) => b.probability - a.probability);
  return lines.map(({ probability, text }) => `${(probability * 100).toFixed(1).padStart(5)} %  ${text}`);
}

function roundedAll(terms: Readonly<Record<string, number>>): Record<string, number> {
  const told = Object.entries(terms).map(([name, value]) => [name, rounded(value)] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== 0));
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
