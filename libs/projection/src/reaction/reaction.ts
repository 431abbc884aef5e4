import type { Event, TopicName } from '@hormesis/events';
import type { EventRecord } from '@hormesis/log';

/**
 * What is done because of an event. At least once, and in order within a partition: doing it again must change
 * nothing, so decide events with ids derived from the one that caused them.
 */
export type Reaction = {
  name: string;
  from: readonly TopicName[];
  /** Raised to begin anew. Default 1. */
  version?: number;
  /** Where a reaction begins that has never run: at the first event (default), or at what comes from now on. */
  startAt?: 'beginning' | 'end';
  /** Gets every readable event of the topics; passes by what it does not know. */
  on(event: Event, record: EventRecord): Promise<void>;
};

/** Names a reaction; {@link ReactionRunner} runs it. */
export function reaction(definition: Reaction): Reaction {
  return definition;
}
