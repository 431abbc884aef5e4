import type { Position } from './position.js';

/** Which events already stand on the log, and where: what lets a resent event get its first answer. */
export interface Receipts {
  /** The positions of those (source, id) pairs that are known, by {@link receiptKey}. */
  find(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, Position>>;
  /** Notes positions; the first note of a key stays. */
  record(entries: readonly { key: string; position: Position }[]): Promise<void>;
}

/** One text for a (source, id) pair; a line feed cannot stand in either. */
export function receiptKey(event: { source: string; id: string }): string {
  return `${event.source}\n${event.id}`;
}
