import type { Change } from '@hormesis/change';

/** What an anomaly says of itself, as far as it tells changes apart. */
export type StatedAnomaly = {
  /** The change whose users fare worse than the others: the event of its latest exposure step. */
  change?: { id: string; source?: string | undefined } | undefined;
  evidence?: Readonly<Record<string, number | string>> | undefined;
};

/** A change that an anomaly names, and how strongly. */
export type Named = { id: string; source?: string | undefined; logEvidence: number; told: string };

/** An anomaly that names a change without saying how sure it is. */
const UNSAID = 3;
/** No test is trusted further: its assumptions hold only so far. */
const MOST = 6;

/**
 * The change that an anomaly names. The evidence of a sequential test of exposed against other users is a Bayes factor
 * against “no harm by this change”, so it is added to the logarithm of the change’s odds, up to a limit.
 */
export function namedBy({ change, evidence = {} }: StatedAnomaly): Named | undefined {
  if (!change) return undefined;
  const stated = evidence.logEvidence;
  const logEvidence = typeof stated === 'number' && Number.isFinite(stated) ? stated : UNSAID;
  return {
    id: change.id,
    source: change.source,
    logEvidence: Math.max(0, Math.min(MOST, logEvidence)),
    told: `${inWords(evidence)} at those who have it than at those who do not`,
  };
}

/** Whether a candidate is the change that is named, by this or by another of its steps. */
export function isNamed({ id, source }: Named, candidate: Change, changes: readonly Change[]): boolean {
  const named = changes.filter(
    (change) => change.eventId === id && (source === undefined || change.source === source),
  );
  return named.some((change) => change === candidate || isSame(change, candidate));
}

function isSame(a: Change, b: Change): boolean {
  if (a.flag !== undefined || b.flag !== undefined) return a.flag === b.flag;
  return (
    a.kind === b.kind && a.subject === b.subject && a.version === b.version && a.artifactId === b.artifactId
  );
}

function inWords({
  exposedBad,
  exposedTotal,
  controlBad,
  controlTotal,
}: Readonly<Record<string, number | string>>) {
  const exposed = share(exposedBad, exposedTotal);
  const control = share(controlBad, controlTotal);
  return exposed === undefined || control === undefined
    ? 'it is worse'
    : `${exposed} bad against ${control}: worse`;
}

function share(bad: number | string | undefined, total: number | string | undefined): string | undefined {
  if (typeof bad !== 'number' || typeof total !== 'number' || total <= 0) return undefined;
  return `${((100 * bad) / total).toFixed(1)} %`;
}
