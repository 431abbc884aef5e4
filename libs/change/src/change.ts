import type { Instant } from '@hormesis/events';

/**
 * One exposure step: the moment from which some (more) users or pods get something new.
 * Steps that take something back (a rollback, a kill) are changes too; they cannot be blamed, and end the exposure.
 */
export type Change = {
  /** The id of the event that said so; only together with its source no other event has it. */
  eventId: string;
  source: string;
  kind: 'deployment' | 'flag' | 'config';
  /** The service changed; `null`: the event does not say, so it may concern any. */
  service: string | null;
  /** Where; `null`: everywhere. */
  environment: string | null;
  /** Service or flag key. */
  subject: string;
  /** One line for people. */
  summary: string;
  /** When the step began. */
  at: Instant;
  /** Percent of users or pods that have it from this step on; 0: nobody has it any more. */
  exposure: number;
  /** Whether it may have caused an anomaly. Rollbacks and what the guardian itself turned off may not. */
  blamable: boolean;
  /** Whether the guardian may take it back on its own. */
  reversible: boolean;
  /** The flag it is behind, or that it is. */
  flag?: string;
  version?: string;
  /** The commit it was made of. */
  commit?: string;
  /** A step of a ramp that goes on by schedule, and so can be paused. */
  scheduled?: boolean;
  /** What ran before, and what a rollback returns to. */
  previousVersion?: string;
  artifactId?: string;
};
