import type { Random } from '../fleet/random.js';
import type { Window } from '../sending/statements.js';
import type { Pace } from './pace.js';
import type { ServiceState } from './service-state.js';

/** What the service’s users had in one window: a fault shows once it bites. */
export function measureWindow(
  { service, fault }: Pick<ServiceState, 'service' | 'fault'>,
  start: Date,
  durationMs: number,
  random: Random,
  pace: Pace = 1,
): Window {
  const end = new Date(start.getTime() + durationMs);
  const harmed = fault !== undefined && end > fault.bites;
  const wave = 1 + 0.15 * Math.sin(start.getTime() / 300_000);
  const expected = (service.requestsPerSecond * wave * durationMs * pace) / 1_000;
  const total = random.binomial(Math.round(expected / 0.45), 0.45);
  const ratio = service.errorRatio + (harmed ? fault.kind.harm.errorRatio : 0);
  const latencyMs = service.latencyMs * (harmed ? fault.kind.harm.slowness : 1) * random.between(0.9, 1.1);
  return { service, start, durationMs, total, bad: random.binomial(total, Math.min(0.95, ratio)), latencyMs };
}
