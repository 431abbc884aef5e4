import type { PastChange } from './past-change.js';
import type { PastIncident } from './past-incident.js';

/** What happened in the recorded past, apart from what was measured. */
export type Facts = { incidents: readonly PastIncident[]; changes: readonly PastChange[] };

/** What is replayed. Milliseconds since 1970; `to` is not part of it. */
export type Period = { from: number; to: number };

/** What a proposal was made of. Rules that no incident taught have none. */
export type Origin = {
  /** The incident that taught it. */
  incident: string;
  fingerprint: string;
  service: string;
  environment: string | undefined;
  /** What was recorded until then was used to choose it. */
  fittedUntil: number | null;
  variantsTried: number;
  /** It only limits the harm: to fire before the end is enough, also after others noticed. */
  limits?: boolean | undefined;
};
