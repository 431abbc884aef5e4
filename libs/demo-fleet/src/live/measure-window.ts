import type { Harm } from '../faults/fault.js';
import { harmAt, sufferersOf } from '../faults/harm-at.js';
import type { Random } from '../fleet/random.js';
import type { Part, Window } from '../sending/statements.js';
import { latencyHistogram, latencyQuantile } from './latency-histogram.js';
import type { Pace } from './pace.js';
import type { ActiveFault, ServiceState } from './service-state.js';

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
  const end = start.getTime() + durationMs;
  const harm = fault && end > fault.bites.getTime() ? harmFelt(fault, end, pace) : unharmed;
  const wave = 1 + 0.15 * Math.sin(start.getTime() / 300_000);
  const expected = (service.requestsPerSecond * wave * harm.traffic * durationMs * pace) / 1_000;
  const total = random.binomial(Math.round(expected / 0.45), 0.45);
  const wobble = random.between(0.97, 1.03);
  const part = (cohort: string, requests: number, { errorRatio, slowness, slowShare } = harm): Part => {
    const bad = random.binomial(requests, Math.min(0.95, service.errorRatio + errorRatio));
    const mix = { medianMs: service.latencyMs * wobble, slowness, slowShare };
    const quantile = (share: number) => latencyQuantile(mix, share);
    const latencyMs = slowShare === 1 || slowness === 1 ? mix.medianMs * slowness : quantile(0.5);
    const percentiles = { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
    return { cohort, total: requests, bad, latencyMs, percentiles, latency: latencyHistogram(requests, mix) };
  };
  return together(service, start, durationMs, partsOf());

  function partsOf(): Part[] {
    const { flag } = service;
    if (fault && sufferersOf(fault.kind) === 'variant' && flag) {
      const reached = random.binomial(total, RAMP_SHARE);
      return [part(`flag:${flag}=on`, reached), part(`flag:${flag}=off`, total - reached, unharmed)];
    }
    return [part(version === undefined ? 'all' : `version:v${version}`, total)];
  }
}

const unharmed = { errorRatio: 0, slowness: 1, slowShare: 0, traffic: 1 };

/** As it is when the window ends; a course is that of the fleet’s own life. */
function harmFelt({ kind, bites }: ActiveFault, end: number, pace: Pace): Required<Harm> {
  const seconds = ((end - bites.getTime()) * pace) / 1_000;
  return harmAt(kind, seconds);
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
