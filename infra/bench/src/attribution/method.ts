import { attributeCase, type Case, type CaseChange } from '@hormesis/attribution';
import type { Dice } from './dice.js';

/** What a method says of a case; `null` is “no change did it”. */
export type Answer = { best: string | null; bestChange: string | null; probability: number; margin: number };
export type Method = (given: Case, dice: Dice) => Answer;

/** What is measured, and what it is compared with. Those that know no probability never abstain, and always act. */
export const methods: Readonly<Record<string, Method>> = {
  hormesis,
  'one-line rule': (given) => sure(changesOf(given.alert?.service, given)[0] ?? latest(given)),
  'latest change': (given) => sure(latest(given)),
  random: ({ changes }, dice) => sure(dice.pick(changes)),
};

function hormesis(given: Case): Answer {
  const { ranking, none } = attributeCase(given);
  const [first, second] = ranking;
  if (!first) return { best: null, bestChange: null, probability: 1, margin: 1 };
  const rival = Math.max(none.probability, second?.probability ?? 0);
  const wins = first.probability > none.probability;
  return {
    best: wins ? first.changeId : null,
    bestChange: first.changeId,
    probability: first.probability,
    margin: first.probability - rival,
  };
}

function sure(change: CaseChange | undefined): Answer {
  const best = change?.id ?? null;
  return { best, bestChange: best, probability: 1, margin: 1 };
}

/** The changes of a service, the latest first. */
function changesOf(service: string | undefined, { changes }: Case): CaseChange[] {
  return changes.filter((change) => change.service === service).sort(latestFirst);
}

function latest({ changes }: Case): CaseChange | undefined {
  return [...changes].sort(latestFirst)[0];
}

function latestFirst(a: CaseChange, b: CaseChange): number {
  return latestStep(b) - latestStep(a) || (a.id < b.id ? -1 : 1);
}

function latestStep({ start, steps }: CaseChange): number {
  return Math.max(start, ...steps.map((step) => step.start));
}
