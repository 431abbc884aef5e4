import type { Instant } from '@hormesis/events';
import type { FailureClass } from '@hormesis/events/learning';
import type { ProposalKind } from '../outcome.js';

/** A guard as far as its promise goes: the proposal that it was, and since when it is in force. */
export type VerifiedGuard = {
  /** Id of the proposal. */
  id: string;
  kind: ProposalKind;
  service: string;
  /** Absent: in every one. */
  environment?: string | undefined;
  /** The class of failure that it is to catch. */
  fingerprint: string;
  /** The parts of that class, where they are known. */
  class?: FailureClass | undefined;
  /** Of a flag default: the keys of the flags that it is about. */
  flags?: readonly string[] | undefined;
  appliedAt: Instant;
  retiredAt?: Instant | undefined;
  /**
   * How long it took to notice the class before the guard, from the onset, milliseconds: {@link formerOf}.
   * `null`: not known.
   */
  formerDetectMs: number | null;
  /** Seconds times users that the class harmed before the guard; `null`: not known. */
  formerExposure: number | null;
};

/** An incident as far as its guards are concerned. */
export type VerifiedCase = {
  incident: string;
  service: string;
  environment?: string | undefined;
  fingerprint: string;
  class: FailureClass;
  onset: Instant;
  detectedAt: Instant;
  endedAt: Instant | null;
  /** Whether anything but guards says that it was an incident: a false alarm of a guard puts no guard to the test. */
  confirmed: boolean;
  stoppedBy: 'preview' | 'flag' | 'rollback' | 'compute' | 'people';
  exposedUserSeconds: number | null;
  /** The drill that caused it, if it was done on purpose. */
  drill?: string | undefined;
};

/** Something noticed: a guard that fired, a detector, a person. */
export type Detection = {
  at: Instant;
  /** The guard that fired; absent: somebody else noticed. */
  guard?: string | undefined;
  /** `threshold`, `alertmanager`, `person`… */
  method: string;
};

/** A layer before the users that stopped something: a test that failed, a flag that was turned off or held. */
export type Stop = {
  at: Instant;
  layer: 'preview' | 'flag';
  /** The flag that stopped it, by its key. */
  flag?: string | undefined;
  /** Percent of the users that had it by then; `null`: not known. */
  exposure: number | null;
  /** What was seen, as a clause: `ramp of new-cart stopped by a guard`. */
  says: string;
};

/** A run of a guard’s own test. */
export type TestRun = { at: Instant; guard: string; passed: boolean };

/** All that was seen of an incident. */
export type Sightings = {
  detections: readonly Detection[];
  stops?: readonly Stop[] | undefined;
  testRuns?: readonly TestRun[] | undefined;
};
