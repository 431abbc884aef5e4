import type { Random } from '../fleet/random.js';
import type { Part, Window } from '../sending/statements.js';
import { latencyHistogram } from './latency-histogram.js';
import type { Pace } from './pace.js';
import type { ServiceState } from './service-state.js';

type Measured = Pick<ServiceState, 'service' | 'fault'> & { version?: number };

/** Share of the users that a flag ramp of the fleet reaches. */
export const RAMP_SHARE = 0.5;

/** What the service’s users had in one window, by what they run: a fault shows once it bites, where it is. */
export function measureWindow(
  { service, fault, version }: Measured,
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
  const wobble = random.between(0.97, 1.03);
  const part = (cohort: string, requests: number, suffers: boolean): Part => {
    const ratio = service.errorRatio + (suffers && fault ? fault.kind.harm.errorRatio : 0);
    const latencyMs = service.latencyMs * (suffers && fault ? fault.kind.harm.slowness : 1) * wobble;
    const bad = random.binomial(requests, Math.min(0.95, ratio));
    return { cohort, total: requests, bad, latencyMs, latency: latencyHistogram(requests, latencyMs) };
  };
  return together(service, start, durationMs, partsOf());

  function partsOf(): Part[] {
    const { flag } = service;
    if (fault?.kind.origin === 'flag' && flag) {
      const reached = random.binomial(total, RAMP_SHARE);
      return [part(`flag:${flag}=on`, reached, harmed), part(`flag:${flag}=off`, total - reached, false)];
    }
    return [part(version === undefined ? 'all' : `version:v${version}`, total, harmed)];
  }
}

function together(
  service: Window['service'],
  start: Date,
  durationMs: number,
  parts: readonly Part[],
): Window {
  const sum = (of: (part: Part) => number) => parts.reduce((before, part) => before + of(part), 0);
  const total = sum((part) => part.total);
  const latencyMs =
    sum((part) => part.latencyMs * Math.max(part.total, 1)) / sum((part) => Math.max(part.total, 1));
  return { service, start, durationMs, total, bad: sum(({ bad }) => bad), latencyMs, parts };
}
