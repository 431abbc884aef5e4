import type { ScenarioResult } from './result.js';
import { type Share, shareOf } from './score.js';

/** False alarms of each subject in the healthy runs of all scenarios. */
export function together(scenarios: readonly ScenarioResult[]): Record<string, Share> {
  const healthy = scenarios.filter(({ truth }) => truth.kind === 'healthy');
  const names = Object.keys(healthy[0]?.subjects ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const shares = healthy.flatMap(({ subjects }) => subjects[name]?.falseAlarms ?? []);
      return [name, shareOf(total(shares.map(({ hits }) => hits)), total(shares.map((share) => share.of)))];
    }),
  );
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
