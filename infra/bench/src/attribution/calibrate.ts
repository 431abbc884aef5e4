import { evidenceOf, type Weights } from '@hormesis/attribution';
import { type Example, fit } from './fit.js';
import type { Settings } from './settings.js';
import { simulate } from './simulate.js';
import type { SimulatedCase } from './simulated-case.js';

/** Fits the weights to so many simulated cases of each seed. A change that nobody could have seen to begin teaches nothing. */
export function calibrate(settings: Settings, seeds: readonly number[], cases: number): Weights {
  const examples: Example[] = [];
  for (const { case: given, truth } of simulateAll(settings, seeds, cases)) {
    const { none, looked } = evidenceOf(given);
    const index = looked.findIndex(({ change }) => change.id === truth);
    if (truth !== null && index < 0) continue;
    examples.push({
      none: { ...none },
      changes: looked.map(({ terms }) => ({ ...terms })),
      truth: index + 1,
    });
  }
  return fit(examples);
}

function* simulateAll(settings: Settings, seeds: readonly number[], cases: number): Generator<SimulatedCase> {
  for (const seed of seeds) yield* simulate(settings, seed, cases);
}
