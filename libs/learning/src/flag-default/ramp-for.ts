import type { KnownFlag } from '../case/known-flag.js';
import type { Lesson } from '../lesson.js';
import type { Blamed } from './blamed.js';
import type { GuardedFlag } from './guarded-flag.js';
import { bakeSecondsFor, plainPercentages, type RampPolicy } from './ramp-policy.js';
import { worstRatio } from './worst-ratio.js';

type Variants = NonNullable<GuardedFlag['variants']>;

/** How the flag was ramped: its newest schedule, else plain steps without a guard. */
export function rampAsItWas(flag: KnownFlag, { risky }: Variants): RampPolicy {
  const { schedule } = flag;
  if (schedule && schedule.variant === risky) {
    const { variant, steps, guards, onAnomaly } = schedule;
    return { flag: flag.key, variant, steps: [...steps], guards: [...guards], onAnomaly };
  }
  const bakeSeconds = bakeSecondsFor(0);
  return {
    flag: flag.key,
    variant: risky,
    steps: plainPercentages.map((percentage) => ({ percentage, bakeSeconds })),
    guards: [],
    onAnomaly: 'pause',
  };
}

/** A ramp with all that the incident teaches: small first steps, watched long enough, by the metric that got worse. */
export function rampWithAll(lesson: Lesson, blamed: Blamed, flag: string, { risky }: Variants): RampPolicy {
  const bakeSeconds = bakeSecondsFor(noticedAfterMs(lesson));
  return {
    flag,
    variant: risky,
    steps: plainPercentages.map((percentage) => ({ percentage, bakeSeconds })),
    guards: [guardFor(lesson, blamed)],
    onAnomaly: 'kill',
  };
}

/** The guard that watches what got worse. */
export function guardFor(lesson: Lesson, { metric }: Blamed): RampPolicy['guards'][number] {
  const { service, environment } = lesson.incident;
  return {
    metric,
    service,
    environment,
    // A share of bad requests says nothing of what got slow: there the anomalies of the metric decide.
    ...(lesson.assembled.class.failure === 'latency' ? {} : worstRatio(lesson)),
  };
}

/** From the onset until somebody noticed, milliseconds. */
export function noticedAfterMs({ incident }: Lesson): number {
  return Math.max(0, Date.parse(incident.detectedAt) - Date.parse(incident.onset));
}
