import type { Position } from './position.js';

/** An event that is about to be appended. If it comes to stand on the log, then at `least` or later in its partition. */
export type Intent = { key: string; least: Position };

/** What is known of events before they are appended, each by its {@link receiptKey}; a new event is in neither. */
export type Claim = {
  /** Where those stand that are on the log. */
  known: ReadonlyMap<string, Position>;
  /**
   * Intents of before that nobody has settled: somebody is about to append the event, or died on the way, perhaps after
   * the log had taken it. If it is on the log, then at this position or later in its partition.
   */
  open: ReadonlyMap<string, Position>;
};

/** Which events stand on the log, and where: what lets a resent event get its first answer. */
export interface Receipts {
  /** Asks for events before they are appended, and notes the intent for each that is new. */
  claim(topic: string, intents: readonly Intent[]): Promise<Claim>;
  /** Settles intents; the first position of a key stays. */
  record(entries: readonly { key: string; position: Position }[]): Promise<void>;
}

/** One text for a (source, id) pair; a line feed cannot stand in either. */
export function receiptKey(event: { source: string; id: string }): string {
  return `${event.source}\n${event.id}`;
}
