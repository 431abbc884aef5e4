import { Random } from '../traffic/random.js';
import { Dice } from './dice.js';
import { measure } from './measure.js';
import { drawScenario } from './scenario.js';
import type { Settings } from './settings.js';
import type { SimulatedCase } from './simulated-case.js';

/** So many cases with their truth, the same for a seed on every machine. */
export function* simulate(settings: Settings, seed: number, count: number): Generator<SimulatedCase> {
  for (let n = 0; n < count; n += 1) {
    const dice = new Dice(new Random(Math.imul(seed, 1_000_003) + n));
    const scenario = drawScenario(dice, settings);
    yield { case: measure(dice, settings, scenario), truth: scenario.truth, story: scenario.story };
  }
}
