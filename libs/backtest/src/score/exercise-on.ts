import type { BacktestReport } from '@hormesis/events/learning';
import { marginMs } from '@hormesis/incident';
import type { Period } from '../facts/facts.js';
import { type PastIncident, stopOf } from '../facts/past-incident.js';
import { isSamePlace, type Place } from '../facts/place.js';
import type { Firing } from './firing.js';

/** What a proposal would have done in one incident. */
export type Exercise = NonNullable<BacktestReport['source']>;

/** An incident with the span in which what fires is about it. */
export type Span = Place & Period & { incident: PastIncident };

/**
 * The span in which what begins to fire is about an incident: from shortly before its onset until what it left behind is out
 * of sight, but never beyond the moment at which good changes began anew.
 *
 * @param reachMs how long after its end a rule still sees it
 * @param goodSteps when good changes got to more users, at its place
 */
export function spanOf(
  incident: PastIncident,
  recordEnds: number,
  reachMs: number = marginMs,
  goodSteps: readonly number[] = [],
): Span {
  const { service, environment, onset } = incident;
  const end = endOf(incident, recordEnds);
  const nextChange = Math.min(...goodSteps.filter((at) => at > end));
  const to = Math.min(end + Math.min(reachMs, marginMs), nextChange - 1);
  return { incident, service, environment, from: onset - marginMs, to };
}

/**
 * Whether firings catch an incident: one that is about it begins until its end. A firing is about one incident only: those
 * that it begins in, else the nearest one; it is also about one that begins meanwhile, if it still fires then.
 */
export function exerciseOn(
  incident: PastIncident,
  firings: readonly Firing[],
  spans: readonly Span[],
  recordEnds: number,
  fittedUntil: number | null,
): Exercise {
  const { id, onset, detectedAt } = incident;
  const told = firings.flatMap((firing) => toldOf(incident, firing, spans, recordEnds) ?? []);
  const firedAt = told.length === 0 ? null : Math.min(...told);
  return {
    incident: id,
    detectedAt: instant(detectedAt),
    firedAt: firedAt === null ? null : instant(firedAt),
    leadMs: firedAt === null ? null : detectedAt - firedAt,
    part: fittedUntil !== null && onset <= fittedUntil ? 'fit' : 'score',
  };
}

/** When a firing told of an incident; `undefined`: it did not. */
function toldOf(
  incident: PastIncident,
  firing: Firing,
  spans: readonly Span[],
  recordEnds: number,
): number | undefined {
  const isNear = firing.from <= endOf(incident, recordEnds) && firing.to >= incident.onset - marginMs;
  if (!isNear || !isSamePlace(firing, incident)) return undefined;
  const about = spans.filter(
    (span) => firing.from >= span.from && firing.from <= span.to && isSamePlace(firing, span),
  );
  const away = (one: PastIncident) =>
    Math.max(0, one.onset - firing.from, firing.from - endOf(one, recordEnds));
  const nearest = Math.min(...about.map((span) => away(span.incident)));
  const own = about.filter((span) => away(span.incident) === nearest);
  if (own.some((span) => span.incident.id === incident.id)) return firing.from;
  const stillFires = firing.from <= incident.onset && firing.to > incident.onset;
  return stillFires && own.some(({ to }) => incident.onset <= to) ? incident.onset : undefined;
}

function endOf(incident: PastIncident, recordEnds: number): number {
  return incident.endedAt ?? Math.max(recordEnds, stopOf(incident, recordEnds));
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
