import type { Tally } from '../store/checksum.js';
import type { Sighting } from './sighting.js';
import { nothing, sameTally, subtractTally } from './subtract-tally.js';

/** Where a keeper and the log agreed: what the keeper had taken in by then, and the log's tally there. */
export type Good = { readonly at: number; readonly own: Tally; readonly log: Tally };

/** What the audit knows of a keeper on a partition. */
export type Ledger = {
  /** Where the keeper began to count; another value means that it has begun anew. */
  readonly from: number;
  /** The log's tally there; `null` where the log no longer had it. */
  readonly origin: Tally | null;
  /** Where they agreed last; `null`: not known, the next comparison only notes where it stands. */
  readonly good: Good | null;
};

/** A keeper that has not been compared yet. Where the log's tally at its beginning is known, all of it is compared. */
export function newLedger(from: number, origin: Tally | null): Ledger {
  return { from, origin, good: origin && { at: from, own: nothing, log: origin } };
}

/** How a keeper differs from the log. `surplus`: what it has taken in beside what stands on the log, or less than that. */
export type Difference = { from: number; to: number; onLog: number; surplus: Tally };

export type Verdict = { ledger: Ledger; difference?: Difference; isWhole: boolean };

/**
 * Compares what a keeper has taken in with the log's tally at the same place. Whatever comes of it, the next comparison
 * goes on from here, so that a loss is found once. `isWhole`: all of it fits, from the beginning on.
 */
export function compare(ledger: Ledger, { at, tally }: Pick<Sighting, 'at' | 'tally'>, log: Tally): Verdict {
  const { good, origin } = ledger;
  const next = { ...ledger, good: { at, own: tally, log } };
  const isWhole = origin !== null && sameTally(tally, subtractTally(log, origin));
  if (good === null || isWhole) return { ledger: next, isWhole };
  const onLog = subtractTally(log, good.log);
  const surplus = subtractTally(subtractTally(tally, good.own), onLog);
  if (sameTally(surplus, nothing)) return { ledger: next, isWhole };
  const [from, to] = at < good.at ? [at, good.at] : [good.at, at];
  return { ledger: next, difference: { from, to, onLog: Math.abs(onLog.records), surplus }, isWhole };
}
