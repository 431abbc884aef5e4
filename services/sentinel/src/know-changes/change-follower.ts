import { setTimeout as sleep } from 'node:timers/promises';
import { changeOf } from '@hormesis/change';
import type { Event } from '@hormesis/events';
import { type EventLog, isReadable, type LogBatch, type LogConsumer, topics } from '@hormesis/log';
import { EVENT_LOG } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { offsetAt } from '../read-back/offset-at.js';
import { type KnownStep, RecentSteps } from './recent-steps.js';

/** Changes that became known longer ago are no suspects any more. */
const REMEMBERED_MS = 24 * 60 * 60_000;
const batchSize = 1_000;
const patienceMs = 2_000;

/** Follows every partition of the changes, without a group: a flag may reach services of all partitions. */
@Injectable()
export class ChangeFollower implements OnModuleDestroy {
  readonly steps = new RecentSteps();
  private readonly offsets = new Map<number, number>();
  private consumer: LogConsumer | undefined;

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** Reads the changes of the last day, and follows what comes. */
  async start(): Promise<void> {
    const since = Date.now() - REMEMBERED_MS;
    const [tails, heads] = await Promise.all([
      this.log.tails(topics.changes),
      this.log.heads(topics.changes),
    ]);
    const known: KnownStep[] = [];
    for (const head of heads) {
      const tail = tails.find(({ partition }) => partition === head.partition) ?? { ...head, offset: 0 };
      let offset = await offsetAt(this.log, tail, head, since);
      while (offset < head.offset) {
        const batch = await this.log.read({ ...head, offset }, batchSize);
        known.push(...stepsIn(batch));
        if (batch.nextOffset <= offset) break;
        offset = batch.nextOffset;
      }
      this.offsets.set(head.partition, Math.max(offset, head.offset));
    }
    this.steps.begin(known);
    this.consumer = await this.log.consume({
      topics: [topics.changes],
      positionOf: async ({ partition }) => this.offsets.get(partition) ?? 0,
      handle: async (batch) => {
        for (const step of stepsIn(batch)) this.steps.add(step);
        this.offsets.set(batch.partition, batch.nextOffset);
      },
      onError: (err, partition) =>
        logger('sentinel').warn({ err, ...partition }, 'could not follow the changes; trying again'),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumer?.stop();
  }

  /** Waits until all that stands on the log now is known; not for ever, for the log may grow faster than it is read. */
  async caughtUp(): Promise<void> {
    const heads = await this.log.heads(topics.changes);
    const isBehind = () => heads.some(({ partition, offset }) => (this.offsets.get(partition) ?? 0) < offset);
    for (const end = performance.now() + patienceMs; isBehind() && performance.now() < end; ) await sleep(5);
  }
}

function stepsIn({ records }: LogBatch): KnownStep[] {
  return records.flatMap((record) => (isReadable(record) ? (stepOf(record.event) ?? []) : []));
}

function stepOf(event: Event): KnownStep | undefined {
  const change = changeOf(event);
  return change && { change, at: Date.parse(event.recordedTime ?? event.time) };
}
