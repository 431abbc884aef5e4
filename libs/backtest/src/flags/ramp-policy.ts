import type { RampGuard, RampReaction, RampStep } from '@hormesis/flags';
import { z } from 'zod';
import { durationSeconds } from './duration.js';

/** How changes are to reach users: the steps of a ramp, what watches it, and what happens when that goes bad. */
export type RampPolicy = {
  /** Whose changes: of a flag, of services, in an environment; what is absent is any. */
  scope: {
    flag?: string | undefined;
    services?: readonly string[] | undefined;
    environment?: string | undefined;
  };
  steps: readonly RampStep[];
  guards: readonly RampGuard[];
  onAnomaly: RampReaction;
};

const share = z.number().min(0).max(100);
const name = z.string().min(1);

const step = z
  .looseObject({
    percentage: share,
    bakeSeconds: z.number().int().min(0).optional(),
    hold: z.string().optional(),
  })
  .transform(({ percentage, bakeSeconds, hold }, context) => {
    const seconds = bakeSeconds ?? (hold === undefined ? 0 : durationSeconds(hold));
    if (seconds === undefined) {
      context.addIssue({
        code: 'custom',
        message: `hold “${hold}” is no duration: write PT10M, or bakeSeconds: 600`,
      });
      return z.NEVER;
    }
    return { percentage, bakeSeconds: seconds };
  });

const guard = z
  .looseObject({
    service: name,
    environment: name.optional(),
    metric: name,
    cohort: name.optional(),
    worstRatio: z.number().min(0).max(1).optional(),
    stopAbove: z.number().min(0).max(1).optional(),
    minRequests: z.number().int().min(1).optional(),
  })
  .transform(({ service, environment, metric, cohort, worstRatio, stopAbove, minRequests }) => ({
    service,
    environment,
    metric,
    cohort,
    worstRatio: worstRatio ?? stopAbove,
    minRequests,
  }));

const policy = z.looseObject({
  flag: name.optional(),
  service: name.optional(),
  services: z.array(name).min(1).optional(),
  environment: name.optional(),
  steps: z.array(step).min(1),
  guard: guard.optional(),
  guards: z.array(guard).optional(),
  onAnomaly: z.enum(['pause', 'kill']).optional(),
});

/** What is wrong with a policy, each with the field that it is about. */
export class BadPolicy extends Error {
  override readonly name = 'BadPolicy';

  constructor(readonly faults: readonly { field: string; reason: string }[]) {
    super(faults.map(({ field, reason }) => `${field}: ${reason}`).join('; '));
  }
}

/**
 * Reads a flag policy: a `*.ramp.json` as Hormesis proposes it, or a file of your own with `steps` and, for whose changes,
 * `flag`, `service` or `services`, `environment`.
 * @throws BadPolicy that names each field that is wrong
 */
export function parseRampPolicy(text: string): RampPolicy {
  const read = policy.safeParse(jsonOf(text));
  if (!read.success) {
    throw new BadPolicy(
      read.error.issues.map(({ path, message }) => ({ field: path.join('.') || '(file)', reason: message })),
    );
  }
  const { flag, service, services, environment, steps, guard: one, guards, onAnomaly = 'kill' } = read.data;
  const fault = steps.findIndex(({ percentage }, n) => percentage <= (steps[n - 1]?.percentage ?? 0));
  if (fault >= 0) {
    throw new BadPolicy([
      { field: `steps.${fault}.percentage`, reason: 'must be above that of the step before' },
    ]);
  }
  return {
    scope: { flag, services: services ?? (service === undefined ? undefined : [service]), environment },
    steps: steps.at(-1)?.percentage === 100 ? steps : [...steps, { percentage: 100, bakeSeconds: 0 }],
    guards: guards ?? (one ? [one] : []),
    onAnomaly,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadPolicy([{ field: '(file)', reason: `it is not JSON: ${reason}` }]);
  }
}
