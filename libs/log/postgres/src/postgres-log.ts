import type { Database, Queryable } from '@hormesis/database';
import {
  type Appended,
  allTopics,
  type Consumption,
  defaultPartitions,
  type EventLog,
  formatPosition,
  type LogBatch,
  type LogConsumer,
  type LogEntry,
  type Position,
} from '@hormesis/log';
import { Announcer } from './announcer.js';
import { appendRows, type Row, rowOf } from './append/append-rows.js';
import { Appender } from './append/appender.js';
import { TopicPartitions } from './append/topic-partitions.js';
import { GroupConsumer } from './consume/group-consumer.js';
import { Membership } from './consume/membership.js';
import type { Source } from './consume/partition-reader.js';
import { SoloConsumer } from './consume/solo-consumer.js';
import { trimRecords } from './housekeeping/trim-records.js';
import { migrateLog } from './migrate-log.js';
import { Heads, readHeads, readTails } from './read/heads.js';
import { type BatchRead, fewRecords, readBatch } from './read/read-batch.js';
import { RecordCache } from './read/record-cache.js';

export type PostgresLogOptions = {
  /** Partitions of a topic that is made now; existing topics keep theirs. Default {@link defaultPartitions}. */
  partitions?: number;
};

/** The log in Postgres, schema `log`; offsets are dense. */
export class PostgresLog implements EventLog {
  readonly kind = 'postgres';
  readonly #db: Database;
  readonly #topics: TopicPartitions;
  readonly #heads: Heads;
  readonly #announcer: Announcer;
  readonly #cache = new RecordCache();
  readonly #reads = new Map<string, Promise<BatchRead>>();
  readonly #appenders = new Map<string, Appender>();
  readonly #consumers = new Set<LogConsumer>();
  readonly #groups = new Map<GroupConsumer, string>();

  private constructor(db: Database, partitions: number) {
    this.#db = db;
    this.#topics = new TopicPartitions(db, partitions);
    this.#heads = new Heads(db);
    this.#announcer = new Announcer(db);
  }

  /** Brings the tables up to date, makes the topics, and listens. The database stays its owner's to close. */
  static async open(
    db: Database,
    { partitions = defaultPartitions }: PostgresLogOptions = {},
  ): Promise<PostgresLog> {
    await migrateLog(db);
    const log = new PostgresLog(db, partitions);
    for (const topic of allTopics) await log.#topics.of(topic);
    await log.#listen();
    return log;
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<readonly Appended[]> {
    return this.#appender(topic).append(await this.#rows(topic, entries));
  }

  /**
   * Appends inside somebody's transaction: the records appear when it commits, and not if it does not. Call
   * {@link wake} after that. Until then other writers to the same partitions wait, so append last, each topic once,
   * and several topics in the order of their names.
   */
  async appendWithin(
    tx: Queryable,
    topic: string,
    entries: readonly LogEntry[],
  ): Promise<readonly Appended[]> {
    return appendRows(tx, topic, await this.#rows(topic, entries));
  }

  /** Tells the readers, here and elsewhere, that a transaction has been committed that put records there. */
  wake(positions: readonly Position[]): void {
    const heads = new Map<string, Position>();
    for (const position of positions) {
      const name = `${position.topic}/${position.partition}`;
      const offset = Math.max(position.offset + 1, heads.get(name)?.offset ?? 0);
      heads.set(name, { ...position, offset });
    }
    for (const head of heads.values()) this.#heads.raise(head);
    this.#announcer.grown([...heads.values()]);
  }

  async read(from: Position, limit: number): Promise<LogBatch> {
    const { batch } = await readBatch(this.#db, this.#cache, from, limit);
    return batch;
  }

  async heads(topic: string): Promise<readonly Position[]> {
    await this.#topics.of(topic);
    return readHeads(this.#db, topic);
  }

  async tails(topic: string): Promise<readonly Position[]> {
    await this.#topics.of(topic);
    return readTails(this.#db, topic);
  }

  /**
   * Takes away the records of a topic that were appended before `before`, in each partition up to the first that is
   * not older. Returns how many are gone. Readers that had still to read them go on from the first one kept.
   */
  async trim(topic: string, before: Date): Promise<number> {
    const { done } = await trimRecords(this.#db, topic, before);
    return done;
  }

  async consume(consumption: Consumption): Promise<LogConsumer> {
    const partitions = await Promise.all(consumption.topics.map((topic) => this.#partitionsOf(topic)));
    const consumer =
      consumption.group === undefined
        ? new SoloConsumer(this.#source, consumption, partitions.flat())
        : await this.#join(consumption.group, consumption);
    this.#consumers.add(consumer);
    return {
      assigned: () => consumer.assigned(),
      stop: async () => {
        this.#consumers.delete(consumer);
        if (consumer instanceof GroupConsumer) this.#groups.delete(consumer);
        await consumer.stop();
      },
    };
  }

  check(): Promise<void> {
    return this.#db.check();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop()));
    await Promise.all([...this.#appenders.values()].map((appender) => appender.idle()));
    await Promise.all([this.#heads.close(), this.#announcer.close()]);
  }

  readonly #source: Source = {
    read: (from, limit) => {
      const ahead = this.#heads.ahead(from);
      return this.#readTogether(from, ahead > 0 && ahead <= fewRecords ? Math.min(limit, ahead) : limit);
    },
    reach: (position, signal) => this.#heads.reach(position, signal),
  };

  /**
   * Consumers that ask for the same at the same time are answered by one statement. It may have begun before the
   * latest append; they look again.
   */
  #readTogether(from: Position, limit: number): Promise<BatchRead> {
    const asked = `${formatPosition(from)} ${limit}`;
    const running = this.#reads.get(asked);
    if (running) return running;
    const read = this.#read(from, limit).finally(() => this.#reads.delete(asked));
    this.#reads.set(asked, read);
    return read;
  }

  async #read(from: Position, limit: number): Promise<BatchRead> {
    const read = await readBatch(this.#db, this.#cache, from, limit);
    this.#heads.raise({ ...from, offset: read.batch.head });
    return read;
  }

  async #listen(): Promise<void> {
    const heard = {
      grown: (head: Position) => this.#heads.raise(head),
      somethingGrown: () => this.#heads.ask(),
      groupChanged: (group: string) => this.#refresh(group),
    };
    // Where a pooler forbids LISTEN, the polls find everything, only later.
    await this.#announcer.listen(heard).catch(() => undefined);
  }

  #refresh(group: string): void {
    for (const [consumer, itsGroup] of this.#groups) if (itsGroup === group) void consumer.refresh();
  }

  async #join(group: string, consumption: Consumption): Promise<GroupConsumer> {
    const membership = new Membership(this.#db, group, consumption.topics);
    const alert = (): void => this.#announcer.groupChanged(group);
    const consumer = new GroupConsumer(this.#source, consumption, membership, alert);
    this.#groups.set(consumer, group);
    await consumer.refresh();
    return consumer;
  }

  async #partitionsOf(topic: string): Promise<{ topic: string; partition: number }[]> {
    const count = await this.#topics.of(topic);
    return Array.from({ length: count }, (_, partition) => ({ topic, partition }));
  }

  async #rows(topic: string, entries: readonly LogEntry[]): Promise<Row[]> {
    const partitions = await this.#topics.of(topic);
    return entries.map((entry) => rowOf(topic, partitions, entry));
  }

  #appender(topic: string): Appender {
    const known = this.#appenders.get(topic);
    if (known) return known;
    const made = new Appender(this.#db, topic, (appended) => this.#grown(appended));
    this.#appenders.set(topic, made);
    return made;
  }

  #grown(appended: readonly Appended[]): void {
    this.wake(appended.filter(({ duplicate }) => !duplicate).map(({ position }) => position));
  }
}
