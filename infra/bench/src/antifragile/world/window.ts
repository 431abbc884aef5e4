import type { FleetService } from '@hormesis/demo-fleet';
import type { Dice } from './dice.js';
import { type Harm, harmedShare } from './harm.js';
import { type Histogram, histogram, type Latencies } from './histogram.js';

/** Length of every signal window, milliseconds. */
export const windowMs = 10_000;

/** What was counted of one cohort, and what nobody counted. */
export type Measured = {
  service: string;
  cohort: string;
  start: number;
  total: number;
  bad: number;
  latency: Histogram;
  /** Requests of users that were badly served by a fault, counted or not. */
  harmed: number;
};

/** Draws a window of one cohort. Harms add up. */
export function drawWindow(
  dice: Dice,
  service: FleetService,
  { cohort, start, expected }: { cohort: string; start: number; expected: number },
  harms: readonly Harm[],
): Measured {
  let errors = service.errorRatio;
  let lost = 0;
  let surge = 1;
  let latencies: Latencies = [{ share: 1, medianMs: service.latencyMs * dice.between(0.97, 1.03) }];
  let spared = 1;
  for (const harm of harms) {
    errors = Math.min(0.95, errors + (harm.errors ?? 0));
    lost = Math.max(lost, harm.lost ?? 0);
    surge *= harm.surge ?? 1;
    latencies = slowed(latencies, harm);
    spared *= 1 - harmedShare(harm);
  }
  const wanted = dice.poisson(expected * surge);
  const total = lost === 0 ? wanted : dice.binomial(wanted, 1 - lost);
  const bad = dice.binomial(total, errors);
  const harmed = harms.length === 0 ? 0 : wanted * (1 - spared);
  return {
    service: service.name,
    cohort,
    start,
    total,
    bad,
    latency: histogram(dice, total, latencies),
    harmed,
  };
}

function slowed(latencies: Latencies, { slowness = 1, tail }: Harm): Latencies {
  const all =
    slowness === 1
      ? latencies
      : latencies.map(({ share, medianMs }) => ({ share, medianMs: medianMs * slowness }));
  if (!tail) return all;
  return all.flatMap(({ share, medianMs }) => [
    { share: share * (1 - tail.share), medianMs },
    { share: share * tail.share, medianMs: medianMs * tail.slowness },
  ]);
}
