import type { Quantiles } from '../quantiles.js';

/** What the sender does, in a process of its own. */
export type Sending = {
  url: string;
  token: string;
  seed: number;
  /** Events of a request; 1: structured, not as a batch. */
  batch: number;
  seconds: number;
} & (
  | {
      kind: 'closed';
      /** Connections, each of which sends again as soon as it is answered. */
      connections: number;
    }
  | {
      kind: 'paced';
      /** Events a second, whatever the answers; a request that has to wait counts from when it was due. */
      rate: number;
      /** Events of these that are watched until the API shows them, a second. */
      watched: number;
    }
);

export type Sent = {
  events: number;
  eventsPerSecond: number;
  /** From when a request was due to its 202, milliseconds: the events are durable. */
  durableMs: Quantiles;
  /** From when an event was due until the API shows it, milliseconds. */
  visibleMs?: Quantiles;
  /** Between two looks, milliseconds: the figure before is no finer. */
  betweenLooksMs?: Quantiles;
  /** Watched events that were not seen. */
  lost?: number;
  /** Answers other than 202. */
  failed: number;
  /** Processor time of the sender for one event, microseconds. */
  senderCpuMicroseconds: number;
  meanBytes: number;
};
