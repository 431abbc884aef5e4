import type { Flag } from '../flag.js';
import type { RampSchedule } from './schedule.js';

/** What an anomaly is about. */
export type AnomalyPlace = { service: string; environment: string; metric: string };

/** Whether a ramp watches what the anomaly is about. Without guards it watches all of the flag's own service. */
export function guardsAgainst(
  flag: Pick<Flag, 'service' | 'environment'>,
  { guards }: RampSchedule,
  { service, environment, metric }: AnomalyPlace,
): boolean {
  const inPlace = (watched: { service?: string | undefined; environment?: string | undefined }) =>
    watched.service === service && (watched.environment ?? environment) === environment;
  if (guards.length === 0) return inPlace(flag);
  return guards.some((guard) => guard.metric === metric && inPlace(guard));
}
