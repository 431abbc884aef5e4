import type { Event, Instant, Principal } from '@hormesis/events';

/** What a decision is made in: who asked, why, and when. */
export type DecisionContext = {
  actor?: Principal;
  /** The event that is reacted to. It gives the causation, the correlation, and ids that stay the same on repetition. */
  causation?: Event;
  /** Default: the correlation of the causation. */
  correlationId?: string;
  /** When it happened. Default: now. */
  time?: Instant;
  /**
   * What the ids of the decided events are derived from, instead of the causation: the id of a request or an action,
   * so that carrying it out twice writes once.
   */
  ids?: string;
};
