import { Database, migrate } from '@hormesis/database';
import { isEvent } from '@hormesis/events';
import { type EventLog, isReadable, type LogBatch, type LogConsumer, topics } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { recordedWindowOf } from '@hormesis/recording';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { learningMigrations } from '../migrations.js';
import { ChunkBuffer } from './chunk-buffer.js';
import { ChunkStore } from './chunk-store.js';

/** Small chunks are dear to keep, and what is in none is read from the log: so they are not written all the time. */
const flushAfterMs = 5 * 60_000;
const flushAfterWindows = 50_000;

/** Keeps every signal window for backtests, longer than the log does. Copies share the partitions. */
@Injectable()
export class SignalRecorder implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly buffers = new Map<number, ChunkBuffer>();
  private consumer: LogConsumer | undefined;

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly events: EventLog,
    private readonly store: ChunkStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await migrate(this.database, learningMigrations);
    this.consumer = await this.events.consume({
      group: 'hormesis.learning.record-signals',
      topics: [topics.signals],
      positionOf: ({ partition }) => this.begin(partition),
      handle: (batch) => this.take(batch),
      onError: (err, partition) =>
        this.log.warn({ err, ...partition }, 'signals are not recorded; trying again'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer?.stop();
    await this.flushAll();
  }

  /** Writes all that is held, while nothing is read. */
  private async flushAll(): Promise<void> {
    for (const [partition, buffer] of this.buffers) {
      await this.flush(partition, buffer).catch((err) =>
        this.log.warn({ err, partition }, 'recorded signals could not be written; they are read again later'),
      );
    }
  }

  private async begin(partition: number): Promise<number> {
    const from = (await this.store.markOf(partition)) ?? 0;
    this.buffers.set(partition, new ChunkBuffer(from));
    return from;
  }

  /** The same batch again, after a write that failed, adds nothing twice. */
  private async take({ partition, records, nextOffset }: LogBatch): Promise<void> {
    const buffer = this.buffers.get(partition);
    if (!buffer) return;
    for (const record of records) {
      if (record.position.offset < buffer.next) continue;
      if (isReadable(record) && isEvent(record.event, 'signal.measured'))
        buffer.take(recordedWindowOf(record.event), record.position.offset);
      buffer.next = record.position.offset + 1;
    }
    buffer.next = Math.max(buffer.next, nextOffset);
    if (buffer.size >= flushAfterWindows || buffer.ageMs >= flushAfterMs) await this.flush(partition, buffer);
  }

  private async flush(partition: number, buffer: ChunkBuffer): Promise<void> {
    if (buffer.next === buffer.from) return;
    await this.store.write(partition, buffer.from, buffer.next, buffer.chunks());
    buffer.clear();
  }
}
