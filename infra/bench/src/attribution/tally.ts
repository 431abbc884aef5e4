import type { Answer } from './method.js';
import type { SimulatedCase } from './simulated-case.js';

/** From here on the guardian acts alone. */
const ACT_PROBABILITY = 0.9;
const ACT_MARGIN = 0.3;

type Counts = {
  cases: number;
  right: number;
  guilty: number;
  guiltyFirst: number;
  none: number;
  noneRight: number;
  abstained: number;
  actions: number;
  wrongActions: number;
};

/** Counts how a method did. */
export class Tally {
  private readonly all: Counts = zero();
  private readonly byStory = new Map<string, Counts>();

  add({ truth, story }: SimulatedCase, answer: Answer): void {
    for (const counts of [this.all, this.of(story)]) count(counts, truth, answer);
  }

  /** Percentages, and counts per hundred incidents with an exact upper bound. */
  figures() {
    return figuresOf(this.all);
  }

  stories(): Record<string, ReturnType<typeof figuresOf>> {
    return Object.fromEntries(
      [...this.byStory]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([story, counts]) => [story, figuresOf(counts)]),
    );
  }

  private of(story: string): Counts {
    const counts = this.byStory.get(story) ?? zero();
    this.byStory.set(story, counts);
    return counts;
  }
}

function zero(): Counts {
  return {
    cases: 0,
    right: 0,
    guilty: 0,
    guiltyFirst: 0,
    none: 0,
    noneRight: 0,
    abstained: 0,
    actions: 0,
    wrongActions: 0,
  };
}

function count(
  counts: Counts,
  truth: string | null,
  { best, bestChange, probability, margin }: Answer,
): void {
  const acts = best !== null && probability >= ACT_PROBABILITY && margin >= ACT_MARGIN;
  counts.cases += 1;
  counts.right += Number(best === truth);
  if (truth === null) {
    counts.none += 1;
    counts.noneRight += Number(best === null);
  } else {
    counts.guilty += 1;
    counts.guiltyFirst += Number(bestChange === truth);
  }
  counts.abstained += Number(!acts);
  counts.actions += Number(acts);
  counts.wrongActions += Number(acts && best !== truth);
}

function figuresOf(counts: Counts) {
  const percent = (part: number, of: number) => (of === 0 ? undefined : Math.round((1_000 * part) / of) / 10);
  return {
    cases: counts.cases,
    top1: percent(counts.right, counts.cases),
    guiltyFirst: percent(counts.guiltyFirst, counts.guilty),
    noneFound: percent(counts.noneRight, counts.none),
    abstained: percent(counts.abstained, counts.cases),
    wrongActions: counts.wrongActions,
    wrongPer100: percent(counts.wrongActions, counts.cases),
    wrongPer100Upper: Math.round(1_000 * upperBound(counts.wrongActions, counts.cases)) / 10,
  };
}

/** The exact (Clopper and Pearson) one-sided 95 % upper bound of a share. */
function upperBound(successes: number, n: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(successes, n, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

function atMost(successes: number, n: number, p: number): number {
  let logTerm = n * Math.log1p(-p);
  let sum = 0;
  for (let k = 0; k <= Math.min(successes, n); k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(((n - k) / (k + 1)) * (p / (1 - p)));
  }
  return sum;
}
