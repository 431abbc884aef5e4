import type { Scenario } from '../scenario.js';
import { burstScenarios } from './bursts.js';
import { cohortScenarios } from './cohorts.js';
import { latencyScenarios } from './latency.js';
import { reportingScenarios } from './reporting.js';
import { trafficScenarios } from './traffic.js';
import { usualScenarios } from './usual.js';

export const scenarios: readonly Scenario[] = [
  ...usualScenarios,
  ...latencyScenarios,
  ...burstScenarios,
  ...trafficScenarios,
  ...cohortScenarios,
  ...reportingScenarios,
];

/** @throws {Error} where there is no scenario of this name. */
export function scenario(name: string): Scenario {
  const found = scenarios.find((one) => one.name === name);
  if (!found)
    throw new Error(
      `No scenario is named ${name}. There are: ${scenarios.map((one) => one.name).join(', ')}.`,
    );
  return found;
}
