import { type PastIncident, stopOf } from '../facts/past-incident.js';
import type { Exercised } from './score-rule.js';

/** Bad requests of an incident’s place and metric in a span; `null`: not on record. */
export type BadBetween = (incident: PastIncident, from: number, to: number) => number | null;

/**
 * Bad requests that would not have happened, each taken as one user for one second: the proposal fires earlier, and from
 * there people and the guardian need as long to stop it as they did. Nothing is taken off them, not what fails on a good
 * day either. Where it fires later it saves nothing; `null`: bad requests were not recorded.
 */
export function savedUserSeconds(
  exercises: readonly Exercised[],
  recordEnds: number,
  badBetween: BadBetween,
): number | null {
  const saved = exercises.flatMap((one) => savedOn(one, recordEnds, badBetween) ?? []);
  return saved.length === 0 ? null : saved.reduce((sum, each) => sum + each, 0);
}

function savedOn({ past, firedAt }: Exercised, recordEnds: number, badBetween: BadBetween): number | null {
  if (firedAt === null) return 0;
  const stop = stopOf(past, recordEnds);
  const reactionMs = Math.max(0, stop - past.detectedAt);
  const wouldStop = Math.max(past.onset, Date.parse(firedAt)) + reactionMs;
  return wouldStop >= stop ? 0 : badBetween(past, wouldStop, stop);
}
