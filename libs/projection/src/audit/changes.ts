import type { NewFinding } from './finding.js';
import type { Ledger } from './ledger.js';
import type { Sighting } from './sighting.js';
import type { Place } from './walk.js';

/** What came of the work on a partition since it was last saved. */
export type Changes = {
  findings: NewFinding[];
  points: Place[];
  /** Ledgers by the name of their keeper; those of keepers that fit as a whole. */
  ledgers: Map<string, { sighting: Sighting; ledger: Ledger }>;
  whole: Map<string, Sighting>;
  records: number;
};

export function noChanges(): Changes {
  return { findings: [], points: [], ledgers: new Map(), whole: new Map(), records: 0 };
}
