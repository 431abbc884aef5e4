import type { Proposer } from '@hormesis/events';
import type { AssembledCase } from './case/assemble-case.js';
import type { IncidentCase } from './case/incident-case.js';
import type { SignalWindow } from './case/signal-window.js';
import type { ArtefactFile, ProposalKind } from './outcome.js';

/** An applied proposal, in force. */
export type GuardInForce = {
  /** The id of the proposal. */
  id: string;
  kind: ProposalKind;
  fingerprint: string;
  service: string;
  environment?: string | undefined;
  title: string;
  files: readonly ArtefactFile[];
};

/** A change of the service that harmed nobody, and what was measured around it. */
export type HealthyChange = {
  eventId: string;
  /** When its first users got it. */
  at: string;
  windows: readonly SignalWindow[];
};

/** What is known beside the case; all of it may be missing. */
export type LearningContext = {
  /** The case as it was stated, with what people corrected. Default: as it is assembled from the incident. */
  assembled?: AssembledCase | undefined;
  guards?: readonly GuardInForce[] | undefined;
  /** The services that this one is known to call. */
  callees?: readonly string[] | undefined;
  /** Windows of the service of earlier days, for baselines by the time of day. */
  history?: readonly SignalWindow[] | undefined;
  healthy?: readonly HealthyChange[] | undefined;
  /** Whom to ask. Default: all proposers. */
  only?: readonly Proposer[] | undefined;
};

/** What a proposer learns from. */
export type Lesson = {
  incident: IncidentCase;
  assembled: AssembledCase;
  guards: readonly GuardInForce[];
  callees: readonly string[];
  history: readonly SignalWindow[];
  healthy: readonly HealthyChange[];
};
