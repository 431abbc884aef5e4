import { type PastIncident, stopOf } from '../facts/past-incident.js';
import type { Exercised } from './score-rule.js';

/** Users times seconds that an incident harmed in a span; `null`: not on record. */
export type ExposedBetween = (incident: PastIncident, from: number, to: number) => number | null;

/**
 * Users times seconds that would not have been exposed: the proposal fires earlier, and from there people and the guardian
 * need as long to stop it as they did. Where it fires later it saves nothing; `null`: exposure was not recorded.
 */
export function savedUserSeconds(
  exercises: readonly Exercised[],
  recordEnds: number,
  exposedBetween: ExposedBetween,
): number | null {
  const saved = exercises.flatMap((one) => savedOn(one, recordEnds, exposedBetween) ?? []);
  return saved.length === 0 ? null : saved.reduce((sum, each) => sum + each, 0);
}

function savedOn(
  { past, firedAt }: Exercised,
  recordEnds: number,
  exposedBetween: ExposedBetween,
): number | null {
  if (firedAt === null) return 0;
  const stop = stopOf(past, recordEnds);
  const reactionMs = Math.max(0, stop - past.detectedAt);
  const wouldStop = Math.max(past.onset, Date.parse(firedAt)) + reactionMs;
  return wouldStop >= stop ? 0 : exposedBetween(past, wouldStop, stop);
}
