/** A change as an anomaly names it: the event of one of its steps. */
export type NamedCause = { id: string; source?: string | undefined };

/** What was noticed, as far as it says of itself who did it. */
export type WhatWasNoticed = {
  /** The guard that fired. */
  guard?: string | undefined;
  /** The change whose users it was seen of. */
  change?: NamedCause | undefined;
  /** The changes that other anomalies of the same incident name. */
  others?: readonly NamedCause[] | undefined;
};
