import type { Event } from '@hormesis/events';
import {
  type Appended,
  type Consumption,
  type EventLog,
  Fenced,
  type LogBatch,
  type LogConsumer,
  type LogEntry,
  type LogRecord,
  type Position,
} from '@hormesis/log';

/**
 * A log in memory whose batches the test hands out itself: cut anywhere, resent, unreadable. Every consumer has all
 * partitions, as during a rebalance that went wrong.
 */
export class ScriptedLog implements EventLog {
  readonly kind = 'postgres';
  readonly consumptions: Consumption[] = [];
  private readonly records = new Map<string, LogRecord[]>();

  constructor(topics: readonly string[]) {
    for (const topic of topics) this.records.set(topic, []);
  }

  put(topic: string, ...events: Event[]): void {
    for (const event of events) {
      this.of(topic).push({ position: this.head(topic), key: event.subject, event });
    }
  }

  putUnreadable(topic: string, value: string): void {
    const unreadable = { reason: 'This is not JSON.', value: Buffer.from(value) };
    this.of(topic).push({ position: this.head(topic), key: '', unreadable });
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<readonly Appended[]> {
    return entries.map(({ event }) => {
      const position = this.head(topic);
      this.put(topic, event);
      return { position, duplicate: false };
    });
  }

  async read({ topic, partition, offset }: Position, limit: number): Promise<LogBatch> {
    const records = this.of(topic).slice(offset, offset + limit);
    const nextOffset = offset + records.length;
    return { topic, partition, records, nextOffset, head: this.head(topic).offset };
  }

  async heads(topic: string): Promise<readonly Position[]> {
    return [this.head(topic)];
  }

  async tails(topic: string): Promise<readonly Position[]> {
    return [{ topic, partition: 0, offset: 0 }];
  }

  async consume(consumption: Consumption): Promise<LogConsumer> {
    this.consumptions.push(consumption);
    return { assigned: () => [], stop: async () => undefined };
  }

  async check(): Promise<void> {}
  async close(): Promise<void> {}

  private of(topic: string): LogRecord[] {
    return this.records.get(topic) ?? [];
  }

  private head(topic: string): Position {
    return { topic, partition: 0, offset: this.of(topic).length };
  }
}

/** Lets a consumer read a topic to its end, in batches of the given sizes; fenced, it asks again, as the port says. */
export async function drain(
  log: EventLog,
  consumption: Consumption,
  topic: string,
  sizes: readonly number[] = [100],
): Promise<void> {
  let offset = await consumption.positionOf({ topic, partition: 0 });
  for (let n = 0; ; n += 1) {
    const batch = await log.read({ topic, partition: 0, offset }, sizes[n % sizes.length] ?? 1);
    if (batch.records.length === 0) return;
    try {
      await consumption.handle(batch);
      offset = batch.nextOffset;
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      offset = await consumption.positionOf({ topic, partition: 0 });
    }
  }
}
