import type { BacktestReport } from '@hormesis/events/learning';
import { marginMs } from '@hormesis/incident';
import { type PastIncident, stopOf } from '../facts/past-incident.js';
import { type Firing, firstWithin } from './firing.js';

/** What a proposal would have done in one incident. */
export type Exercise = NonNullable<BacktestReport['source']>;

/** The span in which what fires is about the incident. */
export function spanOf(incident: PastIncident, recordEnds: number) {
  const { service, environment, onset, endedAt } = incident;
  return {
    service,
    environment,
    from: onset - marginMs,
    to: (endedAt ?? Math.max(recordEnds, stopOf(incident, recordEnds))) + marginMs,
  };
}

/**
 * Whether firings catch an incident: one begins from shortly before its onset to its end. What fired before already, and
 * still does, has told nothing of it.
 */
export function exerciseOn(
  incident: PastIncident,
  firings: readonly Firing[],
  recordEnds: number,
  fittedUntil: number | null,
): Exercise {
  const { id, onset, detectedAt, endedAt } = incident;
  const fired = firstWithin(firings, incident, onset - marginMs, endedAt ?? recordEnds);
  return {
    incident: id,
    detectedAt: instant(detectedAt),
    firedAt: fired ? instant(fired.from) : null,
    leadMs: fired ? detectedAt - fired.from : null,
    part: fittedUntil !== null && onset <= fittedUntil ? 'fit' : 'score',
  };
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
