import type { Database, Queryable } from '@hormesis/database';
import { type CloudEventJson, decodeEvent } from '@hormesis/events';
import type { EventLog, LogEntry } from '@hormesis/log';
import { onOutbox } from './outbox-signal.js';

type Waiting = { seq: number; topic: string; key: string; event: CloudEventJson };

export type OutboxRelayOptions = {
  /** How often to look without being woken, milliseconds. Default 1,000. */
  pollMs?: number;
  onError?: (error: unknown) => void;
};

const batchSize = 500;
/** How long it stays known where an event was published. */
const keepFor = '1 hour';

/**
 * Appends decided events to the log, in the order of their streams. Every process may run one: woken at once by the
 * streams of its own process, each empties the outbox under a lock, so that one of them publishes at a time. Killed
 * between the append and the commit it appends again, and the log answers with the first position.
 */
export class OutboxRelay {
  private draining: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private silence: (() => void) | undefined;

  constructor(
    private readonly db: Database,
    private readonly log: EventLog,
    private readonly options: OutboxRelayOptions = {},
  ) {}

  start(): void {
    if (this.timer) return;
    this.silence = onOutbox(this.db, () => this.wake());
    this.timer = setInterval(() => this.wake(), this.options.pollMs ?? 1_000);
    this.wake();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.silence?.();
    await this.draining;
  }

  /** Looks into the outbox now. */
  wake(): void {
    this.again = true;
    this.draining ??= this.drainWhileAsked().finally(() => {
      this.draining = undefined;
    });
  }

  /** Appends all that waits; resolves when the outbox is empty. */
  async drain(): Promise<void> {
    while ((await this.publishBatch()) === batchSize);
  }

  private async drainWhileAsked(): Promise<void> {
    while (this.again) {
      this.again = false;
      try {
        await this.drain();
      } catch (error) {
        this.options.onError?.(error);
      }
    }
  }

  private publishBatch(): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('streams/outbox', 0))`);
      const waiting = await readWaiting(tx);
      for (const [topic, some] of byTopic(waiting)) await this.publish(tx, topic, some);
      if (waiting.length > 0) await forgetPublished(tx);
      return waiting.length;
    });
  }

  private async publish(tx: Queryable, topic: string, waiting: readonly Waiting[]): Promise<void> {
    const appended = await this.log.append(topic, waiting.map(entry));
    await tx.query(
      `update streams.outbox o set published = now(), partition = p.partition, "offset" = p."offset"
         from unnest($1::bigint[], $2::int[], $3::bigint[]) as p (seq, partition, "offset") where o.seq = p.seq`,
      [
        waiting.map(({ seq }) => seq),
        appended.map(({ position }) => position.partition),
        appended.map(({ position }) => position.offset),
      ],
    );
  }
}

function readWaiting(tx: Queryable): Promise<Waiting[]> {
  return tx.query<Waiting>(
    `select o.seq, o.topic, o.key, e.event
       from streams.outbox o join streams.event e using (stream, version)
      where o.published is null order by o.seq limit ${batchSize}`,
  );
}

async function forgetPublished(tx: Queryable): Promise<void> {
  await tx.query(`delete from streams.outbox where published < now() - interval '${keepFor}'`);
}

function byTopic(waiting: readonly Waiting[]): Map<string, Waiting[]> {
  return Map.groupBy(waiting, ({ topic }) => topic);
}

function entry({ key, event }: Waiting): LogEntry {
  return { key, event: decodeEvent(event) };
}
