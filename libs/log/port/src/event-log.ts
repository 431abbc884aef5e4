import type { LogBatch, LogEntry } from './log-record.js';
import type { Position, TopicPartition } from './position.js';

/** What became of an appended entry. A duplicate (same source and id) has the position of the first. */
export type Appended = { position: Position; duplicate: boolean };

/**
 * The log. Kafka and Postgres adapters mean the same by partitions, offsets, keys, groups, replay and resent ids;
 * one contract suite holds both to it.
 */
export interface EventLog {
  /** Which adapter this is, for people: `kafka` or `postgres`. */
  readonly kind: 'kafka' | 'postgres';

  /**
   * Appends in order, all or, on an error, perhaps only some: send again, for a resent (source, id) is answered with
   * its first position. Resolves once durable, in the order of `entries`. (On Kafka two processes that send the same
   * event at the same instant may both write it; readers count by (source, id).)
   */
  append(topic: string, entries: readonly LogEntry[]): Promise<readonly Appended[]>;

  /**
   * Up to `limit` records from `from` on; fewer (or none) at the head. Where records have been trimmed, from the first
   * one that is still there.
   */
  read(from: Position, limit: number): Promise<LogBatch>;

  /** For each partition of the topic the position that the next record will get. */
  heads(topic: string): Promise<readonly Position[]>;

  /**
   * For each partition of the topic the position of the first record that is still on the log; the head where none is.
   * What came before has been trimmed. In the Postgres log head minus tail is how many records there are; on Kafka it
   * is at most that.
   */
  tails(topic: string): Promise<readonly Position[]>;

  /** Starts a reader; resolves when it has its first partitions, or is waiting for some. */
  consume(consumption: Consumption): Promise<LogConsumer>;

  /** Rejects, with a sentence for people, when the log cannot be reached. */
  check(): Promise<void>;

  close(): Promise<void>;
}

export type Consumption = {
  /** Readers of one group share the partitions. Without it this reader gets all of them, for itself alone. */
  group?: string;
  topics: readonly string[];
  /** The next offset to read; asked whenever a partition is assigned. The reader keeps its own positions. */
  positionOf(partition: TopicPartition): Promise<number>;
  /**
   * Takes one batch; batches of a partition come one after the other. If it throws, the same records come again after
   * a pause (100 ms doubling to 10 s). If it throws {@link Fenced}, the position is asked again at once.
   */
  handle(batch: LogBatch): Promise<void>;
  /** Largest number of records in a batch. Default 500. */
  maxRecords?: number;
  /**
   * Hears of what failed and will be tried again, and of records that were trimmed before this reader came to them: a
   * reader whose position is not 0 and lies before the tail goes on from the tail.
   */
  onError?(error: unknown, partition: TopicPartition): void;
};

export interface LogConsumer {
  /** The partitions that this reader has now. */
  assigned(): readonly TopicPartition[];
  /** Finishes the running batches and leaves. */
  stop(): Promise<void>;
}

/** Thrown by a handler that finds that somebody else has moved its position. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}
