import type { EventName, EventOf, Instant } from '@hormesis/events';
import type { BlamedChange, Candidate } from './blamed-change.js';
import type { SignalWindow } from './signal-window.js';

export type ActionEvent = EventOf<Extract<EventName, `action.${string}`>>;
export type ComputeEvent = EventOf<Extract<EventName, `compute.${string}`>>;

/** All that the log says about one incident: what every proposer reads, and nothing else. */
export type IncidentCase = {
  id: string;
  /** `unknown` if no event names it. */
  service: string;
  environment: string;
  /** When it began: the anomaly's onset, else when it was detected. */
  onset: Instant;
  detectedAt: Instant;
  /** When it ended: its last anomaly cleared, else resolved; absent unless it is resolved. */
  endedAt: Instant | undefined;
  /** The incident's own events and its anomalies', by time. */
  events: readonly EventOf[];
  detected: EventOf<'incident.detected'>;
  /** The anomaly that it was opened for. */
  anomaly: EventOf<'anomaly.detected'> | undefined;
  /** All that were noticed while it lasted, by time; those of its dependencies among them. */
  anomalies: readonly EventOf<'anomaly.detected'>[];
  attribution: { event: EventOf<'attribution.ranked'>; top: Candidate } | undefined;
  actions: readonly ActionEvent[];
  /** Crashes and restarts of the service while it lasted. */
  compute: readonly ComputeEvent[];
  /** What was taken back while it lasted, by whomever: rollbacks, flags that were turned off. */
  takenBack: readonly EventOf<'service.rolledback' | 'featureflag.flipped'>[];
  /** The most likely candidate and how it reached users; absent if attribution says `none`, or is missing. */
  change: BlamedChange | undefined;
  /** Windows of the incident's service and environment, by end. */
  windows: readonly SignalWindow[];
};
