import { setTimeout } from 'node:timers/promises';
import { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import { type EventLog, isReadable, type LogBatch, type LogConsumer, topics } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagBoard } from './flag-board.js';

const catchUpPauseMs = 20;
const catchUpTimeoutMs = 2_000;

/**
 * Keeps the flags in memory as they stand on their streams. The log says when to look: every copy of the service reads
 * all of it, without a group. It never says what a flag is, so that no event from outside can change one.
 */
@Injectable()
export class FlagFollower implements OnModuleInit, OnModuleDestroy {
  private readonly offsets = new Map<number, number>();
  private consumer: LogConsumer | undefined;

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly flags: FlagStreams,
    private readonly board: FlagBoard,
  ) {}

  /** Reads every flag, and follows from where the log was before: what happens meanwhile is seen again. */
  async onModuleInit(): Promise<void> {
    await migrateStreams(this.database);
    for (const { partition, offset } of await this.log.heads(topics.changes))
      this.offsets.set(partition, offset);
    await this.readAll();
    this.consumer = await this.log.consume({
      topics: [topics.changes],
      positionOf: async ({ partition }) => this.offsets.get(partition) ?? 0,
      handle: (batch) => this.follow(batch),
      onError: (error) => logger('flags').error({ err: error }, 'could not follow the flags; trying again'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer?.stop();
  }

  /** Takes the flag as its stream has it now. */
  async refresh(key: string): Promise<void> {
    const { state } = await this.flags.load(key);
    this.board.take(state);
  }

  /**
   * Makes this copy know what another one was told before: waits for what stands on the log, and reads every flag anew if
   * that takes too long, as it does behind offsets that hold no record.
   */
  async catchUp(): Promise<void> {
    const heads = await this.log.heads(topics.changes);
    const deadline = Date.now() + catchUpTimeoutMs;
    while (heads.some(({ partition, offset }) => (this.offsets.get(partition) ?? 0) < offset)) {
      if (Date.now() > deadline) return this.readAll();
      await setTimeout(catchUpPauseMs);
    }
  }

  private async readAll(): Promise<void> {
    for (const { state } of (await this.flags.loadAll()).values()) this.board.take(state);
  }

  private async follow({ partition, records, nextOffset }: LogBatch): Promise<void> {
    const events = records.filter(isReadable).map(({ event }) => event);
    const keys = new Set(events.filter(saysToLook).map(({ subject }) => subject));
    await Promise.all([...keys].map((key) => this.refresh(key)));
    this.offsets.set(partition, nextOffset);
  }
}

/** Our own services state what they decided under `/hormesis/…`; flags of other vendors are none of ours. */
function saysToLook({ name, source }: Event): boolean {
  return name.startsWith('featureflag.') && source.startsWith('/hormesis/');
}
