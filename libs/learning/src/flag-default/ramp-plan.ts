import type { FlagDefinition } from '../case/known-flag.js';
import { ramped } from './flagd-document.js';

/** How a flag is to reach users: step by step, each held long enough to notice what went wrong last time. */
export type RampPlan = {
  flag: string;
  variant: string;
  guard: {
    service: string;
    environment: string;
    metric: string;
    /** Stop at a share of bad requests above this; absent if the incident’s signals do not tell it. */
    stopAbove?: number;
  };
  steps: readonly { percentage: number; hold: string; definition: FlagDefinition }[];
};

const percentages = [1, 10, 50, 100];
const shortestHoldMinutes = 10;
const holdStepMinutes = 5;

export function rampPlan(
  flag: string,
  definition: FlagDefinition,
  variants: { risky: string; safe: string },
  guard: RampPlan['guard'],
  holdMinutes: number,
): RampPlan {
  return {
    flag,
    variant: variants.risky,
    guard,
    steps: percentages.map((percentage) => ({
      percentage,
      hold: percentage === 100 ? 'PT0S' : `PT${holdMinutes}M`,
      definition: ramped(definition, variants.risky, variants.safe, percentage),
    })),
  };
}

/** Twice as long as this failure took to be noticed, in steps of 5 minutes, and never less than 10. */
export function holdMinutesFor(noticedAfterMs: number): number {
  const twice = (2 * noticedAfterMs) / 60_000;
  return Math.max(shortestHoldMinutes, Math.ceil(twice / holdStepMinutes) * holdStepMinutes);
}
