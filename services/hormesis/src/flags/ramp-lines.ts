import type { Ramp } from '@hormesis/api';
import { table } from '../cli/table.js';

/** A ramp for people: where it is, why it stays there, its steps, and what its guards measured. */
export function rampLines(ramp: Ramp, now: Date): string[] {
  const { key, variant, steps, step, percentage, guards, pause } = ramp;
  return [
    `${key}  ${percentage ?? 0} % ${variant}, step ${step} of ${steps.length}, ${phaseOf(ramp, now)}`,
    ...(pause ? [`  ${whyPaused(pause)}`] : []),
    '',
    ...table(
      steps.map((one, at) => [at + 1 === step ? '>' : ' ', `${one.percentage} %`, lasting(one.bakeSeconds)]),
    ),
    ...(guards.length === 0 ? [] : ['', ...table([guardHeader, ...guards.map(guardRow)])]),
  ];
}

const guardHeader = ['GUARD', 'OF', 'REQUESTS', 'BAD', 'WORST'];

function phaseOf({ phase, nextStepAt, steps, step }: Ramp, now: Date): string {
  if (phase !== 'running' || nextStepAt === null) return phase;
  const left = Math.max(0, Math.ceil((Date.parse(nextStepAt) - now.getTime()) / 1_000));
  return `running, ${step === steps.length ? 'complete' : 'next'} in ${lasting(left)}`;
}

function whyPaused({ cause, reason, metric }: NonNullable<Ramp['pause']>): string {
  const who = { person: 'a person', guardian: 'the guardian', anomaly: 'an anomaly', guard: 'a guard' };
  if (cause === 'no-data') return reason ?? `No data of ${metric}, so the ramp holds.`;
  if (cause === 'flag-off') return 'The flag was turned off. Turn it on and resume the ramp.';
  return `Paused by ${who[cause]}${reason ? `: ${reason}` : '.'}`;
}

function guardRow({
  metric,
  service,
  environment,
  total,
  bad,
  worstRatio,
  minRequests,
}: Ramp['guards'][number]) {
  return [
    metric,
    environment === null ? service : `${service}/${environment}`,
    total < minRequests ? `${total} of ${minRequests} needed` : String(total),
    String(bad),
    worstRatio === null ? 'anomaly' : `${worstRatio * 100} %`,
  ];
}

function lasting(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}
